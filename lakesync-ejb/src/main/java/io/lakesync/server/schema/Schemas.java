package io.lakesync.server.schema;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.RegisteredTable;
import io.lakesync.api.schema.TableSchema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables of gateways, by the version of a gateway's schemas that its head names. Versions never change, so what is
 * remembered is never stale, whichever node saved it. Safe for use by many threads.
 */
@ApplicationScoped
public class Schemas {
    private static final long REMEMBERED_BYTES_MAX = 32 << 20;
    private static final String UP_TO =
            "SELECT s FROM SchemaRecord s WHERE s.gateway = :gateway AND s.version <= :version ORDER BY s.version";
    private static final String RAISED =
            "SELECT b FROM BaseRecord b WHERE b.gateway = :gateway AND b.version <= :version ORDER BY b.version";

    private final Remembered<Version, Tables> remembered = new Remembered<>(REMEMBERED_BYTES_MAX);

    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @Inject
    Event<SchemaSaved> saved;

    /** The tables in force at a committed version, by the name that deltas use. */
    public Map<String, TableSchema> at(GatewayId gateway, long version) {
        return tables(gateway, version).newest();
    }

    /** The length of the documents that {@link #at} is made of, and more. */
    public long chars(GatewayId gateway, long version) {
        return tables(gateway, version).chars();
    }

    /**
     * As {@link #at}, with the columns that legacy clients know: those that each table was first registered with, until
     * an administrator raises its base.
     *
     * @param claimed the version that the client was built for, at most {@code version}; 0 when nobody says. It can only
     *     add to what the base has
     */
    public Map<String, TableSchema> known(GatewayId gateway, long version, long claimed) {
        var tables = tables(gateway, version);
        return claimed == 0 ? tables.base() : tables.knownWith(tables(gateway, claimed));
    }

    /** The tables at a committed version by name, each with all its versions. */
    public List<RegisteredTable> list(GatewayId gateway, long version) {
        var tables = tables(gateway, version);
        var versions = records(gateway, version).stream()
                .collect(groupingBy(SchemaRecord::table, mapping(SchemaRecord::version, toList())));
        return new TreeMap<>(tables.newest())
                .entrySet().stream()
                        .map(table -> new RegisteredTable(
                                table.getValue(),
                                versions.get(table.getKey()),
                                tables.baseVersions().get(table.getKey())))
                        .toList();
    }

    /** Whether legacy clients know this version of the table at a committed version. */
    public boolean isBase(GatewayId gateway, long version, String table, long base) {
        return Long.valueOf(base).equals(tables(gateway, version).baseVersions().get(table));
    }

    /**
     * Lets legacy clients know a later version of a table, in the caller's transaction.
     *
     * @param version of the gateway's schemas that begins with this
     * @throws SyncException SCHEMA_ERROR when the table has no such version, or one before its base is meant: columns
     *     that clients have been sent would grow old there
     */
    public void raiseBase(GatewayId gateway, String table, long base, long version) {
        var registered = list(gateway, version - 1).stream()
                .filter(t -> t.name().equals(table))
                .findFirst()
                .orElseThrow(() -> refused("no table \"%s\" is registered".formatted(table)));
        if (!registered.afterBase().contains(base)) {
            throw refused("the base of table \"%s\" is version %d and can be raised to %s, not to %d"
                    .formatted(
                            table,
                            registered.base(),
                            registered.afterBase().isEmpty() ? "none" : registered.afterBase(),
                            base));
        }
        entities.persist(new BaseRecord(gateway, table, version, base));
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
        saved.fire(new SchemaSaved(gateway));
    }

    private static void requireOwnDestination(Map<String, TableSchema> tables, TableSchema schema) {
        tables.values().stream()
                .filter(other -> other.table().equals(schema.table()))
                .filter(other -> !other.deltaTable().equals(schema.deltaTable()))
                .findAny()
                .ifPresent(other -> {
                    throw refused("table \"%s\" is already the destination of \"%s\""
                            .formatted(schema.table(), other.deltaTable()));
                });
    }

    private static SyncException refused(String message) {
        return new SyncException(SyncFailure.SCHEMA_ERROR, message);
    }

    private Tables tables(GatewayId gateway, long version) {
        return version == 0
                ? Tables.NONE
                : remembered.get(new Version(gateway, version), () -> {
                    var read = read(gateway, version);
                    return new Remembered.Made<>(read, read.chars());
                });
    }

    private Tables read(GatewayId gateway, long version) {
        var raised = entities.createQuery(RAISED, BaseRecord.class)
                .setParameter("gateway", gateway.value())
                .setParameter("version", version)
                .getResultList();
        return Tables.of(records(gateway, version), raised);
    }

    private List<SchemaRecord> records(GatewayId gateway, long version) {
        return entities.createQuery(UP_TO, SchemaRecord.class)
                .setParameter("gateway", gateway.value())
                .setParameter("version", version)
                .getResultList();
    }

    private record Version(GatewayId gateway, long number) {}
}
