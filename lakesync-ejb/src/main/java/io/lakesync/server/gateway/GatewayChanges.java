package io.lakesync.server.gateway;

import io.lakesync.api.gateway.AuditEntry.Operation;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.SavedRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.server.audit.Audit;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import io.lakesync.server.settings.ReleasedConnection;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.BiFunction;

/**
 * Changes what is in force in a gateway. Each change takes a stamp in the log by the same compare-and-set as a push, so
 * every push is judged under what was in force at its stamp. Every method throws {@link HeadMoved} when a push came
 * between, and is then to be called again. Public because the container wants it.
 */
@Stateless
@Interceptors(ReleasedConnection.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class GatewayChanges {
    private static final String CREATE =
            """
            INSERT INTO lakesync.gateway
            (id, mode, head, head_at, horizon, rules_version, rules_stamp, schema_version, created_at, born)
            VALUES (?1, ?2, ?3, CURRENT_TIMESTAMP, ?3, 0, ?3, 0, CURRENT_TIMESTAMP, ?3)
            ON CONFLICT DO NOTHING""";

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    LogDatabase database;

    @Inject
    Rules rules;

    @Inject
    Schemas schemas;

    @Inject
    Audit audit;

    @Inject
    Event<DeltasLogged> logged;

    @Inject
    InstantSource clock;

    /** @return false when it is there already, whatever its mode */
    public boolean create(GatewayId gateway, GatewayMode mode) {
        long stamp = database.with(connection -> new DeltaLog(connection).firstStamp());
        return entities.createNativeQuery(CREATE)
                        .setParameter(1, gateway.value())
                        .setParameter(2, mode.word())
                        .setParameter(3, stamp)
                        .executeUpdate()
                > 0;
    }

    /** Nothing happens when the mode holds already. */
    public void become(GatewayId gateway, GatewayMode mode) {
        var found = entities.find(GatewayRecord.class, gateway.value());
        if (found.mode() == mode) {
            return;
        }
        entities.detach(found);
        change(gateway, (record, stamp) -> {
            record.become(mode, stamp);
            return mode;
        });
    }

    public SavedRules saveRules(GatewayId gateway, String document, String savedBy) {
        return change(gateway, (record, stamp) -> {
            long version = record.nextRules(stamp);
            rules.save(gateway, version, document, savedBy, now());
            return new SavedRules(version, rules.tablesAdded(gateway, version));
        });
    }

    /** @return the version now in force */
    public long saveSchema(GatewayId gateway, TableSchema schema) {
        return change(gateway, (record, stamp) -> {
            long version = record.nextSchema(stamp);
            schemas.save(gateway, schema, version, now());
            return version;
        });
    }

    /** Nothing happens when legacy clients know that version already. */
    public void raiseBase(GatewayId gateway, String table, long base, String operator) {
        var head = database.with(connection -> new DeltaLog(connection).head(gateway));
        if (schemas.isBase(gateway, head.schemaVersion(), table, base)) {
            return;
        }
        change(gateway, (record, stamp) -> {
            schemas.raiseBase(gateway, table, base, record.nextSchema(stamp));
            var subject = "table %s to version %d".formatted(table, base);
            audit.record(gateway, stamp, Operation.RAISE_BASE, operator, subject);
            return base;
        });
    }

    private <T> T change(GatewayId gateway, BiFunction<GatewayRecord, Long, T> change) {
        long stamp = database.with(connection -> {
            var log = new DeltaLog(connection);
            return log.mark(gateway, log.head(gateway));
        });
        // read after the mark: nobody else can change it any more
        T result = change.apply(entities.find(GatewayRecord.class, gateway.value()), stamp);
        logged.fire(new DeltasLogged(gateway, stamp));
        return result;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
