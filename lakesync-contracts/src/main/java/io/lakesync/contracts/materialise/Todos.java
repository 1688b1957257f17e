package io.lakesync.contracts.materialise;

import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The table that the suites register: a column of every type. */
final class Todos {
    private Todos() {}

    static TableSchema soft() {
        return table("todos", true, columns());
    }

    static TableSchema hard() {
        return table("todos", false, columns());
    }

    static TableSchema named(String table) {
        return table(table, true, columns());
    }

    static TableSchema with(Column... more) {
        return table(
                "todos",
                true,
                Stream.concat(columns().stream(), Arrays.stream(more)).toList());
    }

    static TableSchema keyed(List<String> primaryKey, String externalId) {
        return new TableSchema(
                new Identifier("todos"),
                Optional.empty(),
                columns(),
                primaryKey,
                true,
                Optional.of(new Identifier(externalId)));
    }

    static Column column(String name, ColumnType type) {
        return new Column(new Identifier(name), type, Optional.empty());
    }

    private static TableSchema table(String name, boolean softDelete, List<Column> columns) {
        return new TableSchema(
                new Identifier(name), Optional.empty(), columns, List.of("row_id"), softDelete, Optional.empty());
    }

    private static List<Column> columns() {
        return List.of(
                column("title", ColumnType.STRING),
                column("rank", ColumnType.NUMBER),
                column("done", ColumnType.BOOLEAN),
                column("tags", ColumnType.JSON),
                column("any", ColumnType.NULL));
    }
}
