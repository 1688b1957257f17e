package io.lakesync.engine.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.merge.RowState;
import java.util.ArrayList;
import java.util.List;

/**
 * A row state as it is kept beside the log.
 *
 * @param stamp of the latest entry that changed the row; 0 for a row that was never written
 * @param earlier distinct earlier values of the row's filter columns, in the order in which they ended
 */
public record StoredRow(RowKey key, long stamp, RowState state, List<Earlier> earlier) {
    /** How many earlier values are kept, those that ended last. A row that changes them all the time must not grow for ever. */
    public static final int EARLIER_MAX = 64;

    public StoredRow {
        requireNonNull(key, "key");
        requireNonNull(state, "state");
        earlier = List.copyOf(earlier);
    }

    /** A row that nobody has written yet. */
    public static StoredRow unwritten(RowKey key) {
        return new StoredRow(key, 0, RowState.EMPTY, List.of());
    }

    /** The row after a change, remembering the values that ended with it. */
    public StoredRow changed(RowState next, long at, Seen seen) {
        return new StoredRow(key, at, next, remembered(seen, at));
    }

    private List<Earlier> remembered(Seen seen, long at) {
        if (seen.before().isEmpty() || seen.before().equals(seen.after())) {
            return earlier;
        }
        var ended = seen.before().get();
        var kept = new ArrayList<Earlier>(earlier.size() + 1);
        earlier.stream().filter(e -> !e.values().equals(ended)).forEach(kept::add);
        kept.add(new Earlier(ended, at));
        return kept.subList(Math.max(0, kept.size() - EARLIER_MAX), kept.size());
    }
}
