package io.lakesync.engine.materialise;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.schema.ColumnType;
import java.util.Optional;

/**
 * The SQL value of a JSON value. Total: a value that its column's type does not fit (rows may be older than their
 * schema) is NULL, so no row can stop a table.
 */
final class SqlValue {
    private SqlValue() {}

    static Optional<Object> of(ColumnType type, JsonValue value) {
        if (value.isNull() || !(type == ColumnType.STRING || type.fits(value))) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case STRING, NULL -> StorableText.ofValue(value);
                    case NUMBER -> (Object) Double.valueOf(value.text());
                    case BOOLEAN -> value.text().equals("true") || value.text().equals("1");
                    case JSON -> StorableText.ofJson(value);
                });
    }
}
