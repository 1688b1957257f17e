package io.lakesync.engine.materialise;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one row is to look like in its destination.
 *
 * @param stamp of the latest entry that changed the row; a destination never goes back behind it
 * @param values String, Double or Boolean by column, JSON as its text; a column that is absent is NULL
 * @param deletedAt when the row was deleted, by the clock of its deleter: the same however often it is written
 */
public record DestinationRow(String rowId, long stamp, Map<SqlName, Object> values, Optional<Instant> deletedAt) {
    public DestinationRow {
        requireNonNull(rowId, "rowId");
        requireNonNull(deletedAt, "deletedAt");
        values = Map.copyOf(values);
    }

    public boolean isDead() {
        return deletedAt.isPresent();
    }
}
