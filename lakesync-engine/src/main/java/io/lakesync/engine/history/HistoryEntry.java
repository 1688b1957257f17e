package io.lakesync.engine.history;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import java.util.List;
import java.util.Optional;

/** One change as histories carry it: a delta as it was pushed, under its stamp. */
public record HistoryEntry(long stamp, Delta delta) {
    public HistoryEntry {
        requireNonNull(delta, "delta");
    }

    /** Of an entry of the log; empty for one that changes nothing. */
    public static Optional<HistoryEntry> of(LogEntry entry) {
        return entry instanceof LogEntry.Committed committed
                ? Optional.of(new HistoryEntry(committed.stamp(), committed.delta()))
                : Optional.empty();
    }

    /** Of a row, where the log no longer tells how it came about: the whole row as it is, by its newest writer. */
    public static HistoryEntry of(StoredRow row) {
        var newest = row.state().newest().orElseThrow();
        var columns = row.state().image().entrySet().stream()
                .map(cell -> new ColumnValue(cell.getKey(), cell.getValue()))
                .toList();
        var delta = row.state().isAlive()
                ? new Delta(DeltaOp.INSERT, row.key(), newest.clientId(), columns, newest.hlc(), "")
                : new Delta(DeltaOp.DELETE, row.key(), newest.clientId(), List.of(), newest.hlc(), "");
        return new HistoryEntry(row.stamp(), delta.withDeltaId(DeltaIds.of(delta)));
    }
}
