package io.lakesync.server.flush;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.server.follower.Reason;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The destination in the container: its data source, in transactions of the container.
 *
 * @param definitions one after the other: IF NOT EXISTS is no promise in PostgreSQL when two sessions say it at once
 */
record ContainerFlushDatabase(DataSource source, FlushTransactions transactions, ReentrantLock definitions)
        implements FlushDatabase {
    @Override
    public <T> T define(Work<T> work) {
        definitions.lock();
        try {
            return on(work);
        } finally {
            definitions.unlock();
        }
    }

    /** @throws SyncException UNAVAILABLE when the commit failed: nobody knows on which side of it */
    @Override
    public void write(Work<?> work) {
        try {
            transactions.write(() -> on(work));
        } catch (EJBException e) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "the outcome of a commit is unknown: %s".formatted(Reason.of(e)), e);
        }
    }

    private <T> T on(Work<T> work) {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new SyncException(SyncFailure.ADAPTER_ERROR, "the destination failed: %s".formatted(Reason.of(e)), e);
        }
    }
}
