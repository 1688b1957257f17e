package io.lakesync.server.materialise;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Reason;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The database that holds the materialised tables. Safe for use by many threads.
 *
 * @param properties what EclipseLink needs to take part in the transactions
 * @param definitions statements that define things run one after the other: IF NOT EXISTS is no promise in PostgreSQL
 *     when two sessions say it at once
 */
record Destination(
        DataSource dataSource,
        Dialects dialects,
        Transactions transactions,
        PersistenceUnitTransactionType type,
        Map<String, Object> properties,
        InstantSource clock,
        ReentrantLock definitions) {
    private static final String COLUMNS =
            "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?";

    Destination {
        properties = Map.copyOf(properties);
    }

    /** Work on a connection outside any transaction: every statement commits by itself. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T define(Work<T> work) {
        definitions.lock();
        try (var connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new SyncException(SyncFailure.ADAPTER_ERROR, "the destination failed: %s".formatted(Reason.of(e)), e);
        } finally {
            definitions.unlock();
        }
    }

    Set<String> columns(Connection connection, DestinationTable table) throws SQLException {
        var columns = new HashSet<String>();
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema().name());
            statement.setString(2, table.name().name());
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    columns.add(found.getString(1));
                }
            }
        }
        return columns;
    }
}
