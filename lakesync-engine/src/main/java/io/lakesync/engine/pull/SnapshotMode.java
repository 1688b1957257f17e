package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.engine.log.StoredRow;
import java.util.List;

/** What each row state means to a reader inside a snapshot. */
public final class SnapshotMode {
    private final Reader reader;
    private final List<Former> servedUnder;

    /** @param servedUnder every view that the reader may hold rows of */
    public SnapshotMode(Reader reader, List<Former> servedUnder) {
        this.reader = reader;
        this.servedUnder = List.copyOf(servedUnder);
    }

    /** The row if it is visible, a forget if it once was, else nothing: a row never visible is never named. */
    public List<Delta> deltas(StoredRow row) {
        return PresentRow.of(row, reader).orElseGet(() -> mayHold(row) ? List.of(Delta.forget(row.key())) : List.of());
    }

    private boolean mayHold(StoredRow row) {
        if (reader.mayBeOld() && row.state().isWrittenBy(reader.clientId())) {
            return true;
        }
        for (var former : servedUnder) {
            if (former.mayHold(row)) {
                return true;
            }
        }
        return false;
    }
}
