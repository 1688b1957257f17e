package io.lakesync.engine.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;

/** One committed entry of a gateway's log under its own stamp. */
public sealed interface LogEntry {
    /** Position in the log: unique, increasing, even. */
    long stamp();

    /**
     * A delta as it was pushed, also its columns that lost.
     *
     * @param lost whether it is lost on its sender: a column or the op lost against a register that was already there, or
     *     the sender does not see the row that it makes, or would not be told when it no longer does
     * @param born whether the row had no register before
     */
    record Committed(long stamp, Delta delta, Seen seen, boolean lost, boolean born) implements LogEntry {
        public Committed {
            requireNonNull(delta, "delta");
            requireNonNull(seen, "seen");
        }
    }

    /** Changes nothing: one client is sent the row as it now stands, all others skip it. */
    record Echo(long stamp, RowKey row, String clientId) implements LogEntry {
        public Echo {
            requireNonNull(row, "row");
            requireNonNull(clientId, "clientId");
        }
    }
}
