package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import java.util.List;

/**
 * What a push does: the entries to append, the rows as they become, the deltas to hold in quarantine.
 *
 * @param rows only those that changed
 */
public record PushPlan(List<LogEntry> entries, List<StoredRow> rows, List<Held> held) {
    public PushPlan {
        entries = List.copyOf(entries);
        rows = List.copyOf(rows);
        held = List.copyOf(held);
    }

    /** The stamp of the last entry; {@code otherwise} when nothing is appended. */
    public long lastStamp(long otherwise) {
        return entries.isEmpty() ? otherwise : entries.get(entries.size() - 1).stamp();
    }

    /** A delta that breaks the schema or the write rules. */
    public record Held(int index, Delta delta, SyncFailure reason, String message) {
        public Held {
            requireNonNull(delta, "delta");
            requireNonNull(reason, "reason");
            requireNonNull(message, "message");
        }
    }
}
