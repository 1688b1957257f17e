package io.lakesync.server.flush;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.follower.DestinationTransactions;
import io.lakesync.server.log.LogDatabase.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A destination without a container. */
record LocalFlushDatabase(DataSource source) implements FlushDatabase {
    @Override
    public <T> T define(SqlWork<T> work) {
        return new DestinationDatabase(source, new DestinationTransactions()).define(work);
    }

    @Override
    public void write(SqlWork<?> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            carryOut(connection, work);
            commit(connection);
        } catch (SQLException e) {
            throw new SyncException(SyncFailure.ADAPTER_ERROR, e.getMessage(), e);
        }
    }

    private static void carryOut(Connection connection, SqlWork<?> work) throws SQLException {
        boolean done = false;
        try {
            work.on(connection);
            done = true;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new SyncException(SyncFailure.UNAVAILABLE, e.getMessage(), e);
        }
    }
}
