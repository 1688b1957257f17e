package io.lakesync.server.checkpoint;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.checkpoint.StoredCheckpoints.Stored;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.RowArchive;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Makes a checkpoint in one transaction that sees the database as it was at its beginning, whatever is pushed meanwhile.
 * Outside the container's transactions, which know no isolation.
 */
record CheckpointMaker(DataSource source) {
    private static final int PAGE = 1_000;
    private static final long CHUNK_BYTES = 512 << 10;
    /** H2's name for it is not in JDBC. */
    private static final int H2_SNAPSHOT = 6;

    Stored make(GatewayId gateway) {
        try (var connection = source.getConnection()) {
            return isolated(connection, gateway);
        } catch (SQLException e) {
            throw new SyncException(SyncFailure.UNAVAILABLE, "no checkpoint could be made", e);
        }
    }

    private static Stored isolated(Connection connection, GatewayId gateway) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        connection.setAutoCommit(false);
        try {
            return transacted(connection, gateway, isolation);
        } finally {
            // also when it died: not before is it free to be replaced
            connection.setAutoCommit(true);
        }
    }

    private static Stored transacted(Connection connection, GatewayId gateway, int isolation) throws SQLException {
        boolean made = false;
        try {
            connection.setTransactionIsolation(snapshot(connection));
            var stored = write(connection, gateway);
            connection.commit();
            made = true;
            return stored;
        } finally {
            if (!made) {
                connection.rollback();
            }
            connection.setTransactionIsolation(isolation);
        }
    }

    private static int snapshot(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2")
                ? H2_SNAPSHOT
                : Connection.TRANSACTION_REPEATABLE_READ;
    }

    private static Stored write(Connection connection, GatewayId gateway) throws SQLException {
        var log = new DeltaLog(connection);
        var checkpoints = new StoredCheckpoints(connection);
        long head = log.head(gateway).stamp();
        checkpoints.begin(gateway, head);
        long alive = 0;
        int chunks = 0;
        var archive = new RowArchive();
        for (var rows = log.rowsAfter(gateway, 0, PAGE); !rows.isEmpty(); ) {
            for (var row : rows) {
                archive.add(row);
                alive += row.state().isAlive() ? 1 : 0;
                if (archive.plainBytes() >= CHUNK_BYTES) {
                    checkpoints.add(gateway, head, chunks++, archive.close());
                    archive = new RowArchive();
                }
            }
            rows = log.rowsAfter(gateway, rows.get(rows.size() - 1).stamp(), PAGE);
        }
        checkpoints.add(gateway, head, chunks++, archive.close());
        var made = new Stored(gateway, head, alive, chunks);
        checkpoints.end(made);
        return made;
    }
}
