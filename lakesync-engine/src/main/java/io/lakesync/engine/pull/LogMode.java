package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.pull.Step.Present;
import io.lakesync.engine.pull.Step.Send;
import io.lakesync.engine.pull.Step.Skip;
import java.util.Optional;

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

    /** The row that the entry makes the reader's own client show wrongly; empty for all other entries. */
    Optional<Present> correction(LogEntry entry) {
        return step(entry) instanceof Present present && present.isCorrection()
                ? Optional.of(present)
                : Optional.empty();
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
        return before || after ? foreign(entry.delta(), before, after) : new Skip();
    }

    private Step own(LogEntry.Committed entry, boolean before, boolean after) {
        var delta = entry.delta();
        if (entry.lost() || !before && !after) {
            return new Present(delta.row(), true);
        }
        boolean holdsItAlready = before || entry.born() && after;
        boolean leaves = before && !after && delta.op() != DeltaOp.DELETE;
        return reader.isSocket() && holdsItAlready && !leaves ? new Skip() : foreign(delta, before, after);
    }

    private Step foreign(Delta delta, boolean before, boolean after) {
        if (reader.isLegacy()) {
            return present(delta.row());
        }
        if (before && after) {
            return new Send(reported(delta));
        }
        if (after) {
            return present(delta.row());
        }
        return new Send(delta.op() == DeltaOp.DELETE ? delta : Delta.forget(delta.row()));
    }

    private static Step present(RowKey row) {
        return new Present(row, false);
    }

    /** A row that the reader has is reported as UPDATE, whatever was pushed. */
    private static Delta reported(Delta delta) {
        return delta.op() == DeltaOp.INSERT ? delta.withOp(DeltaOp.UPDATE) : delta;
    }
}
