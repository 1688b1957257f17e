package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import java.util.List;

/**
 * A part of the log or of a snapshot.
 *
 * @param cursor position after the last entry considered; the next {@code since}
 * @param hasMore whether the reader has not reached the head yet
 */
public record Page(List<Delta> deltas, Cursor cursor, boolean hasMore, long rulesVersion) {
    public Page {
        requireNonNull(cursor, "cursor");
        deltas = List.copyOf(deltas);
    }
}
