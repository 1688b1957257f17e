package io.lakesync.engine.push;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.schema.TableSchema;
import java.util.Map;
import java.util.Optional;

/** Whether a delta fits the registered schema of its table. A table without schema takes any column. */
final class SchemaCheck {
    private final Map<String, TableSchema> schemas;

    SchemaCheck(Map<String, TableSchema> schemas) {
        this.schemas = schemas;
    }

    Optional<String> problemOf(Delta delta) {
        var schema = schemas.get(delta.row().table());
        if (schema == null) {
            return Optional.empty();
        }
        return delta.columns().stream()
                .map(value -> problemOf(value, schema))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problemOf(ColumnValue value, TableSchema schema) {
        var column = schema.find(value.column());
        if (column.isEmpty()) {
            return Optional.of("table %s has no column %s".formatted(schema.deltaTable(), value.column()));
        }
        var type = column.get().type();
        return type.fits(value.value())
                ? Optional.empty()
                : Optional.of("column %s is a %s".formatted(value.column(), type.word()));
    }
}
