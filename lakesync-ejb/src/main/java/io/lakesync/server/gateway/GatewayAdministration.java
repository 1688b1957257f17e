package io.lakesync.server.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.metrics.Meters;
import io.lakesync.server.operator.Operators;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    Flush flush;

    @Inject
    Operators operators;

    @Inject
    Readiness readiness;

    @Inject
    Meters meters;

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
    public long saveRules(Caller caller, GatewayId gateway, SyncRules rules, String document) {
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
    public Optional<Set<String>> verifyOperator(String name, char[] password) {
        return operators.verify(name, password);
    }

    @Override
    public Optional<String> notReady() {
        return readiness.obstacle();
    }

    @Override
    public String metrics() {
        return meters.scrape();
    }

    /** Refusal says the same for a foreign gateway as for one that is not there. */
    private static void requireAdmin(Caller caller, GatewayId gateway) {
        if (!caller.isAdmin() || !caller.covers(gateway)) {
            throw new SyncException(
                    SyncFailure.FORBIDDEN, "only an administrator of gateway %s may".formatted(gateway));
        }
    }

    private static <T> T settle(Supplier<T> change) {
        return HeadMoved.retry(change, () -> {});
    }
}
