package io.lakesync.engine.materialise;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.merge.Writer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A registered table in its destination. Its key is always row_id: nothing keeps two rows from having equal values, or
 * none, in a declared key, and a table must not stop for that. A declared key of one column is indexed instead.
 *
 * @param source the table that deltas name
 * @param softDelete whether a dead row stays, with its last values and the time of its deletion
 * @param indexed declared columns by which readers are likely to ask
 */
public record DestinationTable(
        SqlName schema,
        SqlName name,
        String source,
        List<DestinationColumn> columns,
        boolean softDelete,
        List<DestinationColumn> indexed) {
    public DestinationTable {
        requireNonNull(schema, "schema");
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        columns = List.copyOf(columns);
        indexed = List.copyOf(indexed);
    }

    public static DestinationTable of(GatewayId gateway, TableSchema table) {
        var columns = table.columns().stream().map(DestinationColumn::of).toList();
        var keys = Stream.concat(
                        table.primaryKey().stream()
                                .filter(c -> table.primaryKey().size() == 1),
                        table.externalIdColumn().stream().map(c -> c.name()))
                .collect(Collectors.toSet());
        var indexed = columns.stream().filter(c -> keys.contains(c.source())).toList();
        return new DestinationTable(
                SqlName.of(gateway),
                SqlName.ofTable(table.table()),
                table.deltaTable(),
                columns,
                table.softDelete(),
                indexed);
    }

    /** Schema and table, quoted. */
    public String qualified() {
        return "%s.%s".formatted(schema.quoted(), name.quoted());
    }

    /** The names of all its columns, ours too. */
    public Set<String> columnNames() {
        var names = new HashSet<>(
                Set.of(SqlName.ROW_ID.name(), SqlName.PROPS.name(), SqlName.SYNCED_AT.name(), SqlName.STAMP.name()));
        columns.forEach(column -> names.add(column.name().name()));
        if (softDelete) {
            names.add(SqlName.DELETED_AT.name());
        }
        return names;
    }

    /** What a cursor holds for: a cursor reached under another shape says nothing about this one. */
    public String shape() {
        var parts = columns.stream()
                .map(c -> "%s=%s:%s".formatted(c.name(), c.source(), c.type().word()))
                .sorted()
                .collect(Collectors.joining(","));
        return Fingerprint.of("%s;%s;%s".formatted(source, softDelete ? "soft" : "hard", parts));
    }

    /** What a row is to look like. */
    public DestinationRow row(String rowId, long stamp, RowState state) {
        boolean alive = state.isAlive();
        var values = values(alive ? state.image() : state.lastImage());
        return new DestinationRow(
                rowId,
                stamp,
                values,
                alive ? Optional.empty() : state.tombstone().map(DestinationTable::time));
    }

    private Map<SqlName, Object> values(Map<String, JsonValue> image) {
        var values = new HashMap<SqlName, Object>();
        for (var column : columns) {
            Optional.ofNullable(image.get(column.source()))
                    .flatMap(value -> SqlValue.of(column.type(), value))
                    .ifPresent(value -> values.put(column.name(), value));
        }
        return values;
    }

    private static Instant time(Writer tombstone) {
        return Instant.ofEpochMilli(tombstone.hlc().wallMillis());
    }
}
