package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.engine.log.StoredRow;
import java.util.List;
import java.util.Optional;

/** A row as it now stands in a reader's view. */
final class PresentRow {
    private PresentRow() {}

    /** The visible row, or the tombstone of a row whose last image was visible; else empty. */
    static Optional<List<Delta>> of(StoredRow row, Reader reader) {
        var state = row.state();
        var table = row.key().table();
        if (state.isAlive()) {
            return reader.view().sees(table, state.image())
                    ? Optional.of(reader.form().whole(row))
                    : Optional.empty();
        }
        return state.tombstone().isPresent() && reader.view().sees(table, state.lastImage())
                ? Optional.of(reader.form().dead(row))
                : Optional.empty();
    }
}
