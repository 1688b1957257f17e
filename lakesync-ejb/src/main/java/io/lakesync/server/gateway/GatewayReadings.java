package io.lakesync.server.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Administration.LogSize;
import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.gateway.RegisteredTable;
import io.lakesync.server.audit.Audit;
import io.lakesync.server.follower.Followers;
import io.lakesync.server.quarantine.Quarantine;
import io.lakesync.server.schema.Schemas;
import io.lakesync.server.settings.ReleasedConnection;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How gateways stand, each reading in one transaction. Public because the container wants it. */
@Stateless
@Interceptors(ReleasedConnection.class)
public class GatewayReadings {
    private static final String CLIENTS =
            """
            SELECT gateway, COUNT(*), CAST(SUM(strangers) AS bigint) FROM lakesync.client_position
            WHERE gateway = ?1 GROUP BY gateway""";
    private static final String CLIENTS_OF_ALL =
            """
            SELECT gateway, COUNT(*), CAST(SUM(strangers) AS bigint) FROM lakesync.client_position
            GROUP BY gateway""";

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    Quarantine quarantine;

    @Inject
    Schemas schemas;

    @Inject
    Audit audit;

    @Inject
    Followers followers;

    /** The gateways that match, by name. */
    public List<GatewayStatus> list(Predicate<GatewayId> wanted) {
        var found = entities.createQuery("SELECT g FROM GatewayRecord g ORDER BY g.id", GatewayRecord.class)
                .getResultStream()
                .filter(gateway -> wanted.test(gateway.id()))
                .toList();
        if (found.size() <= 1) {
            return found.stream().map(this::status).toList();
        }
        // a question for each of a thousand gateways would take seconds
        var clients = clients(entities.createNativeQuery(CLIENTS_OF_ALL));
        var held = quarantine.counts();
        return found.stream()
                .map(g -> status(g, clients.getOrDefault(g.id(), Clients.NONE), held.getOrDefault(g.id(), 0L)))
                .toList();
    }

    /** @throws SyncException NOT_FOUND */
    public GatewayStatus status(GatewayId gateway) {
        return status(load(gateway));
    }

    /** @throws SyncException NOT_FOUND */
    public LogSize size(GatewayId gateway) {
        return load(gateway).size();
    }

    /** @throws SyncException NOT_FOUND */
    public List<Quarantined> quarantined(GatewayId gateway, int limit) {
        load(gateway);
        return quarantine.list(gateway, limit);
    }

    /** @throws SyncException NOT_FOUND */
    public List<RegisteredTable> tables(GatewayId gateway) {
        return schemas.list(gateway, load(gateway).schemaVersion());
    }

    /** @throws SyncException NOT_FOUND */
    public List<AuditEntry> audit(GatewayId gateway, int limit) {
        load(gateway);
        return audit.list(gateway, limit);
    }

    /** @throws SyncException NOT_FOUND */
    public void requireThere(GatewayId gateway) {
        load(gateway);
    }

    private GatewayStatus status(GatewayRecord gateway) {
        var clients = clients(
                entities.createNativeQuery(CLIENTS).setParameter(1, gateway.id().value()));
        return status(gateway, clients.getOrDefault(gateway.id(), Clients.NONE), quarantine.count(gateway.id()));
    }

    private static Map<GatewayId, Clients> clients(Query query) {
        var counts = new HashMap<GatewayId, Clients>();
        for (var count : query.getResultList()) {
            var columns = (Object[]) count;
            counts.put(new GatewayId((String) columns[0]), new Clients(number(columns[1]), number(columns[2])));
        }
        return counts;
    }

    private GatewayStatus status(GatewayRecord gateway, Clients clients, long held) {
        return new GatewayStatus(
                gateway.id(),
                gateway.mode(),
                gateway.head(),
                gateway.headTime(),
                gateway.rows(),
                clients.known(),
                held,
                clients.strangers(),
                gateway.rulesVersion(),
                followers.of(gateway.id()));
    }

    private GatewayRecord load(GatewayId gateway) {
        return Optional.ofNullable(entities.find(GatewayRecord.class, gateway.value()))
                .orElseThrow(() -> new SyncException(SyncFailure.NOT_FOUND, "there is no gateway " + gateway));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** @param strangers pulls from positions that their clientId was never given */
    private record Clients(long known, long strangers) {
        static final Clients NONE = new Clients(0, 0);
    }
}
