package io.lakesync.api.delta;

import static java.util.Objects.requireNonNull;

/** One column of a delta. */
public record ColumnValue(String column, JsonValue value) {
    public ColumnValue {
        requireNonNull(column, "column");
        requireNonNull(value, "value");
    }
}
