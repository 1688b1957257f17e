package io.lakesync.server.rules;

import io.lakesync.api.codec.RulesCodec;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.schema.Remembered;
import io.lakesync.server.schema.Remembered.Made;
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
    private static final long REMEMBERED_BYTES_MAX = 64 << 20;
    /** A client that missed more versions may keep rows that only older ones showed it, if they changed since. */
    private static final int PREDECESSORS_MAX = 100;

    private static final String BEFORE =
            """
            SELECT r FROM RulesRecord r
            WHERE r.gateway = :gateway AND r.version >= :oldest AND r.version < :version ORDER BY r.version""";

    private final Remembered<Versions, CompiledRules> remembered = new Remembered<>(REMEMBERED_BYTES_MAX);

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
        return remembered.get(versions, () -> compile(gateway, rules, schema));
    }

    /** Keeps the rules of a new version, in the caller's transaction. */
    public void save(GatewayId gateway, long version, String document, String savedBy, OffsetDateTime at) {
        entities.persist(new RulesRecord(new RulesRecord.Key(gateway, version), document, savedBy, at));
    }

    /** What rules of this version name and those of the version before did not; nothing for the first. */
    public List<String> tablesAdded(GatewayId gateway, long version) {
        if (version == 1) {
            return List.of();
        }
        var before = parsed(document(gateway, version - 1)).tables();
        return before.contains(SyncRules.EVERY_TABLE)
                ? List.of()
                : parsed(document(gateway, version)).tables().stream()
                        .filter(table -> !before.contains(table))
                        .toList();
    }

    private Made<CompiledRules> compile(GatewayId gateway, long rules, long schema) {
        var document = document(gateway, rules);
        var predecessors = predecessors(gateway, rules);
        var compiled = CompiledRules.compile(
                parsed(document),
                predecessors.stream().map(Rules::parsed).toList(),
                schemas.at(gateway, schema).values());
        long chars = predecessors.stream().mapToLong(String::length).sum() + document.length();
        return new Made<>(compiled, chars + schemas.chars(gateway, schema));
    }

    private static SyncRules parsed(String document) {
        return RulesCodec.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> predecessors(GatewayId gateway, long version) {
        return entities.createQuery(BEFORE, RulesRecord.class)
                .setParameter("gateway", gateway.value())
                .setParameter("oldest", version - PREDECESSORS_MAX)
                .setParameter("version", version)
                .getResultStream()
                .map(RulesRecord::document)
                .toList();
    }

    private String document(GatewayId gateway, long version) {
        var saved = entities.find(RulesRecord.class, new RulesRecord.Key(gateway, version));
        if (saved == null) {
            throw new IllegalStateException(
                    "gateway %s names rules %d, which are not there".formatted(gateway, version));
        }
        return saved.document();
    }

    private record Versions(GatewayId gateway, long rules, long schema) {}
}
