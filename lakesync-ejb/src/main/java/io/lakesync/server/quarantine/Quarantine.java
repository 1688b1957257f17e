package io.lakesync.server.quarantine;

import static java.util.stream.Collectors.toMap;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Quarantined;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.PushPlan.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds deltas until an operator decides, in the caller's transaction. A delta that is held already stays as it is, so
 * a repeated push takes no room. Safe for use by many threads.
 */
@ApplicationScoped
public class Quarantine {
    private static final int KEYS_PER_QUERY = 500;

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    Settings settings;

    @Inject
    InstantSource clock;

    /** @throws SyncException BACKPRESSURE_ERROR when the gateway's quarantine has no room for all of them */
    public void hold(GatewayId gateway, Collection<Held> deltas) {
        if (deltas.isEmpty()) {
            return;
        }
        var since = clock.instant();
        var wanted = deltas.stream()
                .map(held -> new QuarantineRecord(gateway, held, since))
                .collect(toMap(QuarantineRecord::contentKey, held -> held, (first, same) -> first));
        known(gateway, List.copyOf(wanted.keySet())).forEach(wanted::remove);
        requireRoom(gateway, wanted.size());
        wanted.values().forEach(entities::persist);
        // now and not at the commit, where a refusal of the database could not be told from a lost connection
        entities.flush();
    }

    /** The oldest first. */
    public List<Quarantined> list(GatewayId gateway, int limit) {
        return entities.createQuery(
                        "SELECT q FROM QuarantineRecord q WHERE q.gateway = :gateway ORDER BY q.since, q.contentKey",
                        QuarantineRecord.class)
                .setParameter("gateway", gateway.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(QuarantineRecord::held)
                .toList();
    }

    /** @param key as {@link Quarantined#key} names it */
    Optional<Quarantined> find(GatewayId gateway, String key) {
        return record(gateway, key).map(QuarantineRecord::held);
    }

    /** Lets go of a delta; nothing happens when it is not held. */
    void discard(GatewayId gateway, String key) {
        record(gateway, key).ifPresent(entities::remove);
    }

    /** Keeps a delta for another reason than before. */
    void refuse(GatewayId gateway, String key, Held held) {
        record(gateway, key).ifPresent(record -> record.refuse(held));
    }

    public long count(GatewayId gateway) {
        return entities.createQuery("SELECT COUNT(q) FROM QuarantineRecord q WHERE q.gateway = :gateway", Long.class)
                .setParameter("gateway", gateway.value())
                .getSingleResult();
    }

    /** Of every gateway that has any. */
    public Map<GatewayId, Long> counts() {
        return entities.createQuery(
                        "SELECT q.gateway, COUNT(q) FROM QuarantineRecord q GROUP BY q.gateway", Object[].class)
                .getResultStream()
                .collect(toMap(count -> new GatewayId((String) count[0]), count -> (Long) count[1]));
    }

    private Optional<QuarantineRecord> record(GatewayId gateway, String key) {
        return Optional.ofNullable(entities.find(QuarantineRecord.class, new QuarantineRecord.Key(gateway, key)));
    }

    private Stream<String> known(GatewayId gateway, List<String> keys) {
        return Stream.iterate(0, from -> from < keys.size(), from -> from + KEYS_PER_QUERY)
                .map(from -> keys.subList(from, Math.min(from + KEYS_PER_QUERY, keys.size())))
                .flatMap(part -> entities
                        .createQuery(
                                "SELECT q.contentKey FROM QuarantineRecord q"
                                        + " WHERE q.gateway = :gateway AND q.contentKey IN :keys",
                                String.class)
                        .setParameter("gateway", gateway.value())
                        .setParameter("keys", part)
                        .getResultList()
                        .stream());
    }

    private void requireRoom(GatewayId gateway, int more) {
        long held = more == 0 ? 0 : count(gateway);
        int max = settings.push().quarantineDeltasMax();
        if (held + more > max) {
            throw new SyncException(
                    SyncFailure.BACKPRESSURE_ERROR,
                    "quarantine holds %d of %d deltas, %d more do not fit".formatted(held, max, more));
        }
    }
}
