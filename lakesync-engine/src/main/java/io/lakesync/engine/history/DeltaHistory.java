package io.lakesync.engine.history;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.follower.Takeover;
import java.util.List;
import java.util.Optional;

/**
 * Keeps committed deltas in a destination, each once under its gateway and stamp. For one thread at a time. Every method
 * throws {@link SyncException}: ADAPTER_ERROR when the destination refuses or cannot be reached, UNAVAILABLE when somebody
 * else has taken it over or the outcome of a commit is unknown. After a failure {@link #open} again.
 */
public interface DeltaHistory {
    /** Takes it over from whoever wrote under an epoch that is not higher, and tells how far it is. */
    Takeover open(long epoch);

    /**
     * Writes entries and cursor in one transaction. An entry that is there already stays as it is.
     *
     * @param gap what the entries stand for when they are rows; one that begins where another ends makes it longer
     */
    void append(List<HistoryEntry> entries, Optional<Gap> gap, Cursor reached);
}
