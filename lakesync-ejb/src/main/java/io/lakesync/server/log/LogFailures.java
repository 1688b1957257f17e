package io.lakesync.server.log;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.sql.SQLException;
import java.util.Set;

/** Tells a lost compare-and-set from a database that is away. */
final class LogFailures {
    /** Serialisation failure, deadlock, lock time-outs of PostgreSQL and H2, concurrent update of H2. */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    private LogFailures() {}

    static <T> T translate(DeltaLog.Work<T> work) {
        try {
            return work.run();
        } catch (SQLException failure) {
            var state = failure.getSQLState() == null ? "" : failure.getSQLState();
            if (LOST.contains(state)) {
                throw new HeadMoved(failure);
            }
            var message = "the log's database did not answer (SQLSTATE %s)".formatted(state);
            throw new SyncException(SyncFailure.UNAVAILABLE, message, failure);
        }
    }
}
