package io.lakesync.engine.materialise;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;

/**
 * A declared column in its destination.
 *
 * @param source the column that deltas name
 */
public record DestinationColumn(String source, SqlName name, ColumnType type) {
    public DestinationColumn {
        requireNonNull(source, "source");
        requireNonNull(name, "name");
        requireNonNull(type, "type");
    }

    static DestinationColumn of(Column column) {
        return new DestinationColumn(column.name().name(), SqlName.ofColumn(column.name()), column.type());
    }
}
