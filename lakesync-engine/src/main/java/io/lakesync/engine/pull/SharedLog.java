package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log of which many readers read the same, read once for all of them: its end, and rows. It holds what was written, not
 * what anybody may see; that every reader decides for itself. As old as the head that was read before it: for one
 * transaction. Not for use by several threads.
 */
final class SharedLog implements LogReader {
    /** Positions differ by what was logged while some readers were busy. */
    private static final int POSITIONS_MAX = 4;

    /** Who is further behind reads alone. */
    private static final int ENTRIES_MAX = 1_000;

    private static final int ROWS_MAX = 256;

    private final LogReader log;
    private final Map<RowKey, Optional<StoredRow>> rows = new HashMap<>();
    private List<LogEntry> end = List.of();
    private long from = Long.MAX_VALUE;

    /** Reads from the oldest of the newest few positions behind which not too much follows. */
    SharedLog(LogReader log, LogBounds bounds, Collection<Cursor> positions) {
        this.log = requireNonNull(log, "log");
        var newest = positions.stream()
                .filter(position -> !position.isInSnapshot())
                .map(Cursor::stamp)
                .filter(stamp -> bounds.horizon() <= stamp && stamp <= bounds.head())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(POSITIONS_MAX)
                .sorted()
                .iterator();
        while (newest.hasNext() && from == Long.MAX_VALUE) {
            read(newest.next(), bounds.head());
        }
    }

    private void read(long stamp, long head) {
        var entries = stamp == head ? List.<LogEntry>of() : log.entries(stamp, ENTRIES_MAX);
        if (isWhole(entries, head)) {
            end = entries;
            from = stamp;
        }
    }

    /** Whether all that follows the position is here. */
    boolean holds(Cursor position) {
        return !position.isInSnapshot() && position.stamp() >= from;
    }

    @Override
    public List<LogEntry> entries(long after, int entriesMax) {
        return after < from
                ? log.entries(after, entriesMax)
                : end.stream().filter(entry -> entry.stamp() > after).toList();
    }

    @Override
    public Map<RowKey, StoredRow> rows(Collection<RowKey> keys) {
        var missing = keys.stream().filter(key -> !rows.containsKey(key)).toList();
        if (rows.size() + missing.size() > ROWS_MAX) {
            return log.rows(keys);
        }
        if (!missing.isEmpty()) {
            var found = log.rows(missing);
            missing.forEach(key -> rows.put(key, Optional.ofNullable(found.get(key))));
        }
        return keys.stream().flatMap(key -> rows.get(key).stream()).collect(toMap(StoredRow::key, row -> row));
    }

    @Override
    public List<Owed> owed(String clientId, long after, int limit) {
        return log.owed(clientId, after, limit);
    }

    @Override
    public List<StoredRow> rowsAfter(long stamp, int limit) {
        return log.rowsAfter(stamp, limit);
    }

    /** The head may have been moved by something that is no entry. */
    private boolean isWhole(List<LogEntry> entries, long head) {
        if (entries.isEmpty()) {
            return true;
        }
        long last = entries.get(entries.size() - 1).stamp();
        return last >= head || log.entries(last, 1).isEmpty();
    }
}
