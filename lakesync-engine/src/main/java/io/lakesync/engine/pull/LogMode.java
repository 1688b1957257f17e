package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.pull.Step.Hidden;
import io.lakesync.engine.pull.Step.Present;
import io.lakesync.engine.pull.Step.Send;
import io.lakesync.engine.pull.Step.Skip;

/** What each entry of the log means to a reader, by the row's values before and after it. */
public final class LogMode {
    private final Reader reader;

    public LogMode(Reader reader) {
        this.reader = reader;
    }

    public Step step(LogEntry entry) {
        if (entry instanceof LogEntry.Echo echo) {
            return echo.clientId().equals(reader.clientId()) ? new Present(echo.row(), true) : new Skip();
        }
        return committed((LogEntry.Committed) entry);
    }

    /**
     * What a snapshot lacks for who pushed the entry: the row as it stands, if the push was lost on it; else a forget, if
     * it is not in the view now. Under which view it was pushed does not matter.
     */
    static Step correction(Owed owed) {
        return owed.lost() ? new Present(owed.row(), true) : new Hidden(owed.row());
    }

    private Step committed(LogEntry.Committed entry) {
        var table = entry.delta().row().table();
        boolean before =
                entry.seen().before().filter(v -> reader.view().sees(table, v)).isPresent();
        boolean after =
                entry.seen().after().filter(v -> reader.view().sees(table, v)).isPresent();
        if (entry.delta().clientId().equals(reader.clientId())) {
            return own(entry, before, after);
        }
        return before || after ? foreign(entry, before, after) : new Skip();
    }

    private Step own(LogEntry.Committed entry, boolean before, boolean after) {
        var delta = entry.delta();
        if (entry.lost() || !before && !after) {
            return new Present(delta.row(), true);
        }
        boolean holdsItAlready = before || entry.born() && after;
        boolean leaves = before && !after && !isEnd(entry);
        if (!reader.isSocket() || !holdsItAlready || leaves) {
            return foreign(entry, before, after);
        }
        // unlike other edits an end has no successor that tells: if its answer is lost and it is then refused, the row
        // stays
        return isEnd(entry) ? new Send(Delta.forget(delta.row())) : new Skip();
    }

    private Step foreign(LogEntry.Committed entry, boolean before, boolean after) {
        var delta = entry.delta();
        if (reader.isLegacy()) {
            return present(delta.row());
        }
        if (before && after) {
            return new Send(reported(delta));
        }
        if (after) {
            return present(delta.row());
        }
        return new Send(isEnd(entry) ? delta : Delta.forget(delta.row()));
    }

    /** A DELETE may also hide older columns of a row that lives on, and leaves the view by that. */
    private static boolean isEnd(LogEntry.Committed entry) {
        return entry.delta().op() == DeltaOp.DELETE && entry.seen().after().isEmpty();
    }

    private static Step present(RowKey row) {
        return new Present(row, false);
    }

    /** A row that the reader has is reported as UPDATE, whatever was pushed. */
    private static Delta reported(Delta delta) {
        return delta.op() == DeltaOp.INSERT ? delta.withOp(DeltaOp.UPDATE) : delta;
    }
}
