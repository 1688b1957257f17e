package io.lakesync.server.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lakesync.api.codec.RulesCodec;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The sync rules of gateways, by the versions that a gateway's head names. Versions never change, so what is remembered
 * is never stale, whichever node saved it. Safe for use by many threads.
 */
@ApplicationScoped
public class Rules {
    private static final int REMEMBERED_MAX = 1000;
    /** A client that missed more versions may keep rows that only older ones showed it, if they changed since. */
    private static final int PREDECESSORS_MAX = 100;

    private static final String BEFORE =
            """
            SELECT r FROM RulesRecord r
            WHERE r.gateway = :gateway AND r.version >= :oldest AND r.version < :version ORDER BY r.version""";

    private final Cache<Versions, CompiledRules> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    Schemas schemas;

    /**
     * What decides at committed versions of rules and schemas.
     *
     * @param rules 0 when none were ever saved; then the mode decides
     */
    public CompiledRules compiled(GatewayId gateway, long rules, long schema, GatewayMode mode) {
        if (rules == 0) {
            return mode == GatewayMode.OPEN ? CompiledRules.everything() : CompiledRules.nothing();
        }
        var versions = new Versions(gateway, rules, schema);
        return remembered.get(versions, key -> compile(gateway, rules, schema));
    }

    /** Keeps the rules of a new version, in the caller's transaction. */
    public void save(GatewayId gateway, long version, String document, String savedBy, OffsetDateTime at) {
        entities.persist(new RulesRecord(new RulesRecord.Key(gateway, version), document, savedBy, at));
    }

    private CompiledRules compile(GatewayId gateway, long rules, long schema) {
        return CompiledRules.compile(
                read(gateway, rules),
                predecessors(gateway, rules),
                schemas.at(gateway, schema).values());
    }

    private List<SyncRules> predecessors(GatewayId gateway, long version) {
        return entities.createQuery(BEFORE, RulesRecord.class)
                .setParameter("gateway", gateway.value())
                .setParameter("oldest", version - PREDECESSORS_MAX)
                .setParameter("version", version)
                .getResultStream()
                .map(saved -> RulesCodec.read(saved.document().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private SyncRules read(GatewayId gateway, long version) {
        var saved = entities.find(RulesRecord.class, new RulesRecord.Key(gateway, version));
        if (saved == null) {
            throw new IllegalStateException(
                    "gateway %s names rules %d, which are not there".formatted(gateway, version));
        }
        return RulesCodec.read(saved.document().getBytes(StandardCharsets.UTF_8));
    }

    private record Versions(GatewayId gateway, long rules, long schema) {}
}
