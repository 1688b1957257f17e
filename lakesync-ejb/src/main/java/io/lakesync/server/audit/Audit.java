package io.lakesync.server.audit;

import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.AuditEntry.Operation;
import io.lakesync.api.gateway.GatewayId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.util.List;

/**
 * Keeps what administrators did, in the caller's transaction: the deed and its record stand or fall together. Of each
 * gateway the latest {@value #RECORDS_MAX} are kept. Safe for use by many threads.
 */
@ApplicationScoped
public class Audit {
    static final int RECORDS_MAX = 10_000;

    private static final String TRIM =
            """
            DELETE FROM lakesync.audit WHERE gateway = ?1 AND stamp <=
            (SELECT a.stamp FROM lakesync.audit a WHERE a.gateway = ?2 ORDER BY a.stamp DESC LIMIT 1 OFFSET ?3)""";

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /** @param stamp that the deed took in the gateway's log, so no two have the same */
    public void record(GatewayId gateway, long stamp, Operation operation, String operator, String subject) {
        entities.persist(new AuditRecord(gateway, stamp, operation, operator, subject, clock.instant()));
        entities.flush();
        entities.createNativeQuery(TRIM)
                .setParameter(1, gateway.value())
                .setParameter(2, gateway.value())
                .setParameter(3, RECORDS_MAX)
                .executeUpdate();
    }

    /** The latest first. */
    public List<AuditEntry> list(GatewayId gateway, int limit) {
        return entities.createQuery(
                        "SELECT a FROM AuditRecord a WHERE a.gateway = :gateway ORDER BY a.stamp DESC",
                        AuditRecord.class)
                .setParameter("gateway", gateway.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditRecord::entry)
                .toList();
    }
}
