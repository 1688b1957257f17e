package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.StoredRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Row states in the order of their latest stamps. */
final class RowStates {
    private static final long BYTES_MAX = 16L << 20;

    private static final String AFTER =
            """
            SELECT tbl, row_id, stamp, payload FROM lakesync.row_state
            WHERE gateway = ? AND stamp > ? ORDER BY stamp LIMIT ?""";

    private static final String AFTER_IN_TABLE =
            """
            SELECT tbl, row_id, stamp, payload FROM lakesync.row_state
            WHERE gateway = ? AND tbl = ? AND stamp > ? ORDER BY stamp LIMIT ?""";

    private RowStates() {}

    static List<StoredRow> after(Connection connection, GatewayId gateway, long stamp, int limit) throws SQLException {
        try (var read = connection.prepareStatement(AFTER)) {
            read.setString(1, gateway.value());
            read.setLong(2, stamp);
            read.setInt(3, limit);
            return rows(read);
        }
    }

    static List<StoredRow> after(Connection connection, GatewayId gateway, String table, long stamp, int limit)
            throws SQLException {
        try (var read = connection.prepareStatement(AFTER_IN_TABLE)) {
            read.setString(1, gateway.value());
            read.setString(2, table);
            read.setLong(3, stamp);
            read.setInt(4, limit);
            return rows(read);
        }
    }

    /** Stops at a number of bytes too, but reads at least one row if there is one. */
    private static List<StoredRow> rows(PreparedStatement read) throws SQLException {
        var rows = new ArrayList<StoredRow>();
        try (var found = read.executeQuery()) {
            long bytes = 0;
            while (bytes < BYTES_MAX && found.next()) {
                var key = new RowKey(found.getString(1), found.getString(2));
                var payload = found.getBytes(4);
                bytes += payload.length;
                rows.add(RowStateCodec.decode(key, found.getLong(3), payload));
            }
        }
        return rows;
    }
}
