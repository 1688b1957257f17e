package io.lakesync.engine.rules;

import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.TableSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The declared column types by the table that deltas name. */
record ColumnTypes(Map<String, Map<String, ColumnType>> tables) {
    /** Several schemas may share a table; a column on which they differ counts as undeclared. */
    static ColumnTypes of(Collection<TableSchema> schemas) {
        Map<String, Map<String, ColumnType>> tables = new HashMap<>();
        for (TableSchema schema : schemas) {
            Map<String, ColumnType> types = tables.computeIfAbsent(schema.deltaTable(), t -> new HashMap<>());
            for (Column column : schema.columns()) {
                types.merge(column.name().name(), column.type(), (a, b) -> a == b ? a : ColumnType.NULL);
            }
        }
        tables.replaceAll((table, types) -> Map.copyOf(types));
        return new ColumnTypes(Map.copyOf(tables));
    }

    Map<String, ColumnType> of(String table) {
        return tables.getOrDefault(table, Map.of());
    }
}
