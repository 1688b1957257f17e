package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.rules.View;
import java.util.List;

/** What each row state means to a reader inside a snapshot. */
public final class SnapshotMode {
    private final Reader reader;
    private final List<View> servedUnder;

    /** @param servedUnder every view that the reader may have been served under since its last complete snapshot */
    public SnapshotMode(Reader reader, List<View> servedUnder) {
        this.reader = reader;
        this.servedUnder = List.copyOf(servedUnder);
    }

    /** The row if it is visible, a forget if it once was, else nothing: a row never visible is never named. */
    public List<Delta> deltas(StoredRow row) {
        return PresentRow.of(row, reader)
                .orElseGet(() -> wasServed(row) ? List.of(Delta.forget(row.key())) : List.of());
    }

    private boolean wasServed(StoredRow row) {
        return servedUnder.stream().anyMatch(view -> PresentRow.wasVisible(row, view));
    }
}
