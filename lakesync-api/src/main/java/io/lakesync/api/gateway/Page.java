package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import java.util.List;

/**
 * A part of the log or of a snapshot.
 *
 * @param cursor position after the last entry considered; the next {@code since}
 * @param hasMore whether the reader has not reached the head yet
 * @param viewStamp the stamp since which the reader is served under its present view; 0 where it is not known. For who
 *     reads on inside the server; it does not travel
 */
public record Page(List<Delta> deltas, Cursor cursor, boolean hasMore, long rulesVersion, long viewStamp) {
    public Page {
        requireNonNull(cursor, "cursor");
        deltas = List.copyOf(deltas);
    }

    public Page(List<Delta> deltas, Cursor cursor, boolean hasMore, long rulesVersion) {
        this(deltas, cursor, hasMore, rulesVersion, 0);
    }
}
