package io.lakesync.server.gateway;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.gateway.RegisteredTable;
import io.lakesync.api.gateway.RowExplanation;
import io.lakesync.api.gateway.SavedRules;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.metrics.Meters;
import io.lakesync.server.operator.Operators;
import io.lakesync.server.pull.RowExplanations;
import io.lakesync.server.quarantine.Replays;
import io.lakesync.server.quarantine.Replays.Outcome;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The gateways in the container: the door for operators. A change opens its own transaction, once per try. */
@Stateless
@Local(Administration.class)
@Interceptors(Outage.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GatewayAdministration implements Administration {
    @Inject
    GatewayChanges changes;

    @Inject
    GatewayReadings readings;

    @Inject
    Replays replays;

    @Inject
    RowExplanations explanations;

    @Inject
    Flush flush;

    @Inject
    Operators operators;

    @Inject
    Readiness readiness;

    @Inject
    Meters meters;

    @Inject
    InstantSource clock;

    @Override
    public GatewayStatus save(Caller caller, GatewayId gateway, GatewayMode mode) {
        requireAdmin(caller, gateway);
        if (!changes.create(gateway, mode)) {
            settle(() -> {
                changes.become(gateway, mode);
                return mode;
            });
        }
        return readings.status(gateway);
    }

    @Override
    public List<GatewayStatus> list(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncException(SyncFailure.FORBIDDEN, "only an administrator sees the gateways");
        }
        return readings.list(caller::covers);
    }

    @Override
    public void saveSchema(Caller caller, GatewayId gateway, TableSchema schema) {
        requireAdmin(caller, gateway);
        settle(() -> changes.saveSchema(gateway, schema));
    }

    @Override
    public List<RegisteredTable> tables(Caller caller, GatewayId gateway) {
        requireAdmin(caller, gateway);
        return readings.tables(gateway);
    }

    @Override
    public void raiseBase(Caller caller, GatewayId gateway, String table, long version) {
        requireAdmin(caller, gateway);
        settle(() -> {
            changes.raiseBase(gateway, table, version, caller.subject());
            return version;
        });
    }

    @Override
    public SavedRules saveRules(Caller caller, GatewayId gateway, SyncRules rules, String document) {
        requireAdmin(caller, gateway);
        return settle(() -> changes.saveRules(gateway, document, caller.subject()));
    }

    @Override
    public void flush(Caller caller, GatewayId gateway) {
        requireAdmin(caller, gateway);
        flush.await(readings.status(gateway));
    }

    @Override
    public LogSize size(Caller caller, GatewayId gateway) {
        requireAdmin(caller, gateway);
        return readings.size(gateway);
    }

    @Override
    public List<Quarantined> quarantined(Caller caller, GatewayId gateway, int limit) {
        requireAdmin(caller, gateway);
        return readings.quarantined(gateway, limit);
    }

    @Override
    public Replayed replay(Caller caller, GatewayId gateway, List<String> keys) {
        var outcomes = decide(caller, gateway, keys, key -> replays.replay(gateway, key, caller.subject()));
        return new Replayed(
                Collections.frequency(outcomes, Outcome.DONE),
                Collections.frequency(outcomes, Outcome.REFUSED),
                Collections.frequency(outcomes, Outcome.GONE));
    }

    @Override
    public int discard(Caller caller, GatewayId gateway, List<String> keys) {
        var outcomes = decide(caller, gateway, keys, key -> replays.discard(gateway, key, caller.subject()));
        return Collections.frequency(outcomes, Outcome.DONE);
    }

    @Override
    public RowExplanation explain(Caller caller, GatewayId gateway, RowKey row, Map<String, List<String>> claims) {
        requireAdmin(caller, gateway);
        return explanations.explain(gateway, row, claims);
    }

    @Override
    public List<AuditEntry> audit(Caller caller, GatewayId gateway, int limit) {
        requireAdmin(caller, gateway);
        return readings.audit(gateway, limit);
    }

    @Override
    public Optional<Set<String>> verifyOperator(String name, char[] password) {
        return operators.verify(name, password);
    }

    @Override
    public Optional<String> notReady() {
        return readiness.obstacle();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public String metrics() {
        return meters.scrape();
    }

    /** Refusal says the same for a foreign gateway as for one that is not there. */
    static void requireAdmin(Caller caller, GatewayId gateway) {
        if (!caller.isAdmin() || !caller.covers(gateway)) {
            throw new SyncException(
                    SyncFailure.FORBIDDEN, "only an administrator of gateway %s may".formatted(gateway));
        }
    }

    private List<Outcome> decide(
            Caller caller, GatewayId gateway, List<String> keys, Function<String, Outcome> decision) {
        requireAdmin(caller, gateway);
        if (keys.size() > KEYS_MAX) {
            throw new SyncException(
                    SyncFailure.VALIDATION_ERROR,
                    "one request decides about at most %d deltas, this one names %d".formatted(KEYS_MAX, keys.size()));
        }
        return keys.stream().map(key -> settle(() -> decision.apply(key))).toList();
    }

    private static <T> T settle(Supplier<T> change) {
        return HeadMoved.retry(change, () -> {});
    }
}
