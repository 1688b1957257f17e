package io.lakesync.server.materialise;

import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.follower.Dialects;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The database that holds the materialised tables. Safe for use by many threads.
 *
 * @param properties what EclipseLink needs to take part in the transactions
 */
record Destination(
        DestinationDatabase database,
        Dialects dialects,
        Transactions transactions,
        PersistenceUnitTransactionType type,
        Map<String, Object> properties,
        InstantSource clock) {
    private static final String COLUMNS =
            "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?";

    Destination {
        properties = Map.copyOf(properties);
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
