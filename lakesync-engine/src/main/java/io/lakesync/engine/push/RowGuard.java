package io.lakesync.engine.push;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.rules.View;
import java.util.Map;
import java.util.Optional;

/** Asks the write rules about one row, once per push. */
final class RowGuard {
    private RowGuard() {}

    /**
     * A row that is dead before and after is judged by its last image: else anybody could raise the tombstone of a row
     * that is not theirs.
     */
    static boolean mayWrite(View view, RowKey row, RowState before, RowState after) {
        if (!before.isAlive() && !after.isAlive()) {
            return view.mayWrite(row.table(), lastImage(before), lastImage(after));
        }
        return view.mayWrite(row.table(), alive(before), alive(after));
    }

    private static Optional<Map<String, JsonValue>> alive(RowState state) {
        return state.isAlive() ? Optional.of(state.image()) : Optional.empty();
    }

    private static Optional<Map<String, JsonValue>> lastImage(RowState state) {
        return state.cells().isEmpty() ? Optional.empty() : Optional.of(state.lastImage());
    }
}
