package io.lakesync.engine.pull;

import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The log and the rows of one gateway, as they are while a page is read. */
public interface LogReader {
    /**
     * Entries after a stamp, in order; about {@code entriesMax}. Empty at the head. Throws, so that everything is decided
     * anew, when the stamp lies below the horizon by now.
     */
    List<LogEntry> entries(long after, int entriesMax);

    /**
     * What entries after a stamp owe a client, in order, at most {@code limit}: those that are no longer kept all that is
     * still due, the others what they owe for ever.
     */
    List<Owed> owed(String clientId, long after, int limit);

    /** Rows by key as they now stand; those never written are missing. */
    Map<RowKey, StoredRow> rows(Collection<RowKey> keys);

    /** Rows whose latest stamp is after {@code stamp}, in its order, at most {@code limit}; empty when there is none. */
    List<StoredRow> rowsAfter(long stamp, int limit);
}
