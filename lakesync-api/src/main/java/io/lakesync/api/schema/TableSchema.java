package io.lakesync.api.schema;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The declared shape of one table.
 *
 * @param sourceTable the table that deltas name, when the destination's is called otherwise
 * @param primaryKey columns of the destination's key; "row_id" alone by default
 * @param softDelete whether a deleted row stays in the destination with the time of its deletion
 * @param externalIdColumn a column whose values are unique in the destination
 */
public record TableSchema(
        Identifier table,
        Optional<Identifier> sourceTable,
        List<Column> columns,
        List<String> primaryKey,
        boolean softDelete,
        Optional<Identifier> externalIdColumn) {
    public static final int COLUMNS_MAX = 1000;

    public TableSchema {
        requireNonNull(table, "table");
        requireNonNull(sourceTable, "sourceTable");
        requireNonNull(externalIdColumn, "externalIdColumn");
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /** The table that deltas name. */
    public String deltaTable() {
        return sourceTable.orElse(table).name();
    }

    public Optional<Column> find(String column) {
        return columns.stream().filter(c -> c.name().name().equals(column)).findFirst();
    }

    public Set<String> columnNames() {
        return columns.stream().map(c -> c.name().name()).collect(Collectors.toUnmodifiableSet());
    }
}
