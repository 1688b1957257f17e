package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.RowKey;
import java.time.Instant;

/**
 * An entry of the log that a destination refused for what it holds.
 *
 * @param follower that carried it
 * @param stamp of the entry; of a table, the latest one of its row
 * @param reason in the destination's words
 * @param isWanted whether it is about to be tried again
 */
public record DeadLetter(String follower, Cursor stamp, RowKey row, String reason, Instant since, boolean isWanted) {
    public DeadLetter {
        requireNonNull(follower, "follower");
        requireNonNull(stamp, "stamp");
        requireNonNull(row, "row");
        requireNonNull(reason, "reason");
        requireNonNull(since, "since");
    }
}
