package io.lakesync.server.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.TableSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of gateways, by the version of a gateway's schemas that its head names. Versions never change, so what is
 * remembered is never stale, whichever node saved it. Safe for use by many threads.
 */
@ApplicationScoped
public class Schemas {
    private static final int REMEMBERED_MAX = 1000;
    private static final String UP_TO =
            "SELECT s FROM SchemaRecord s WHERE s.gateway = :gateway AND s.version <= :version ORDER BY s.version";

    private final Cache<Version, Tables> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    /** The tables in force at a committed version, by the name that deltas use. */
    public Map<String, TableSchema> at(GatewayId gateway, long version) {
        return tables(gateway, version).newest();
    }

    /** As {@link #at}, with the columns that legacy clients are sent: those that each table was first registered with. */
    public Map<String, TableSchema> base(GatewayId gateway, long version) {
        return tables(gateway, version).base();
    }

    /**
     * Registers a table, or adds columns to it, in the caller's transaction.
     *
     * @param version of the gateway's schemas that begins with this
     * @throws SyncException SCHEMA_ERROR for anything but added columns
     */
    public void save(GatewayId gateway, TableSchema schema, long version, OffsetDateTime at) {
        // not remembered: this transaction may still be rolled back, and its version given to another
        var tables = read(gateway, version - 1).newest();
        var table = schema.deltaTable();
        var before = Optional.ofNullable(tables.get(table));
        before.ifPresent(known -> Evolution.require(known, schema));
        requireOwnDestination(tables, schema);
        var document = SchemaCodec.write(schema);
        entities.persist(new SchemaRecord(gateway, table, version, before.isEmpty(), document, at));
    }

    private static void requireOwnDestination(Map<String, TableSchema> tables, TableSchema schema) {
        tables.values().stream()
                .filter(other -> other.table().equals(schema.table()))
                .filter(other -> !other.deltaTable().equals(schema.deltaTable()))
                .findAny()
                .ifPresent(other -> {
                    throw new SyncException(
                            SyncFailure.SCHEMA_ERROR,
                            "table \"%s\" is already the destination of \"%s\""
                                    .formatted(schema.table(), other.deltaTable()));
                });
    }

    private Tables tables(GatewayId gateway, long version) {
        return version == 0
                ? Tables.NONE
                : remembered.get(new Version(gateway, version), key -> read(gateway, version));
    }

    private Tables read(GatewayId gateway, long version) {
        return Tables.of(entities.createQuery(UP_TO, SchemaRecord.class)
                .setParameter("gateway", gateway.value())
                .setParameter("version", version)
                .getResultList());
    }

    private record Version(GatewayId gateway, long number) {}
}
