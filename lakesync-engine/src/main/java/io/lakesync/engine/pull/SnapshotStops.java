package io.lakesync.engine.pull;

import static java.util.stream.Collectors.toSet;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where a snapshot halts on its way: at each row, by its latest stamp, and at what the reader is owed, by the stamp of the
 * debt. A row that the reader pushed to in vain stands perhaps before the place from which it reads on, or nowhere.
 */
final class SnapshotStops {
    private static final int ROWS = 1_000;
    /** Bounds how many present rows are in memory at once. */
    private static final int DEBTS = 256;

    private final LogReader log;
    private final Reader reader;
    private final SnapshotMode mode;

    SnapshotStops(LogReader log, Reader reader, SnapshotMode mode) {
        this.log = log;
        this.reader = reader;
        this.mode = mode;
    }

    /** What to send at the next stops after a stamp, in their order, worked out when it is asked for; empty when there is none. */
    SortedMap<Long, Supplier<List<Delta>>> after(long stamp) {
        var rows = log.rowsAfter(stamp, ROWS);
        var debts = log.owed(reader.clientId(), stamp, DEBTS);
        var stops = new TreeMap<Long, Supplier<List<Delta>>>();
        rows.forEach(row -> stops.put(row.stamp(), () -> mode.deltas(row)));
        corrections(debts)
                .forEach((at, correction) ->
                        stops.merge(at, () -> correction, (row, corrected) -> correction.isEmpty() ? row : corrected));
        long rowsReach =
                rows.isEmpty() ? Long.MAX_VALUE : rows.get(rows.size() - 1).stamp();
        long debtsReach = debts.size() < DEBTS
                ? Long.MAX_VALUE
                : debts.get(debts.size() - 1).stamp();
        return stops.headMap(Math.min(rowsReach, debtsReach), true);
    }

    /** What puts the reader's rows right, as they now stand, by the stamps of the debts. */
    SortedMap<Long, List<Delta>> corrections(List<Owed> debts) {
        var keys = debts.stream().map(Owed::row).collect(toSet());
        var rows = keys.isEmpty() ? Map.<RowKey, StoredRow>of() : log.rows(keys);
        var corrections = new TreeMap<Long, List<Delta>>();
        for (var debt : debts) {
            var step = LogMode.correction(debt);
            corrections.put(debt.stamp(), step.deltas(reader, key -> rows.getOrDefault(key, StoredRow.unwritten(key))));
        }
        return corrections;
    }
}
