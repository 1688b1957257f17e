package io.lakesync.engine.materialise;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.follower.Takeover;
import java.util.List;

/**
 * Keeps one destination table equal to row states. Rows may come in any order and any number of times: a row is written
 * only where the table does not hold it under a later stamp. For one thread at a time. Every method throws
 * {@link SyncException}: ADAPTER_ERROR when the destination refuses or cannot be reached, UNAVAILABLE when another
 * materialiser has taken the table over or the outcome of a commit is unknown. After a failure {@link #open} again: what
 * was being written is there as a whole or not at all, and the cursor tells which.
 */
public interface Materialiser extends AutoCloseable {
    /**
     * Takes the table over from whoever wrote to it under an epoch that is not higher, brings it into its shape, and tells
     * how far it is: from the beginning, if the table is new or had another shape. Under a higher epoch nothing is touched
     * and nothing can be written.
     */
    Takeover open(long epoch);

    /** Writes rows and cursor in one transaction. */
    void write(List<DestinationRow> rows, Cursor reached);

    /** Gives up what it holds in this process; the table stays. */
    @Override
    void close();
}
