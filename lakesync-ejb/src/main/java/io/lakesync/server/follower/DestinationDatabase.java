package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.server.log.LogDatabase.SqlWork;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/** A destination in the container: its data source, in transactions of the container. Safe for use by many threads. */
public final class DestinationDatabase {
    private final DataSource source;
    private final DestinationTransactions transactions;
    private final ReentrantLock definitions = new ReentrantLock();

    public DestinationDatabase(DataSource source, DestinationTransactions transactions) {
        this.source = requireNonNull(source, "source");
        this.transactions = requireNonNull(transactions, "transactions");
    }

    public DataSource source() {
        return source;
    }

    /**
     * Work that defines things, outside any transaction: every statement commits by itself. One after the other: IF NOT
     * EXISTS is no promise in PostgreSQL when two sessions say it at once.
     *
     * @throws SyncException ADAPTER_ERROR
     */
    public <T> T define(SqlWork<T> work) {
        definitions.lock();
        try {
            return on(work);
        } finally {
            definitions.unlock();
        }
    }

    /** As {@link #write}, on a connection. */
    public void writeOn(SqlWork<?> work) {
        write(() -> on(work));
    }

    /**
     * Work in one transaction; commits when it returns, rolls back and rethrows when it throws.
     *
     * @throws SyncException UNAVAILABLE when the commit failed: nobody knows on which side of it
     */
    public void write(Runnable work) {
        try {
            transactions.write(work);
        } catch (EJBException e) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "the outcome of a commit is unknown: %s".formatted(Reason.of(e)), e);
        }
    }

    private <T> T on(SqlWork<T> work) {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new SyncException(SyncFailure.ADAPTER_ERROR, "the destination failed: %s".formatted(Reason.of(e)), e);
        }
    }
}
