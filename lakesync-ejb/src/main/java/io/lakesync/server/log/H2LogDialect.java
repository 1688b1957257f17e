package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** H2 runs in this process: point queries are cheap, and it uses no full index for arrays of keys. */
final class H2LogDialect implements LogDialect {
    private static final String READ =
            "SELECT stamp, payload FROM lakesync.row_state WHERE gateway = ? AND tbl = ? AND row_id = ?";
    private static final String WRITE =
            """
            MERGE INTO lakesync.row_state (gateway, tbl, row_id, stamp, payload)
            KEY (gateway, tbl, row_id) VALUES (?, ?, ?, ?, ?)""";

    @Override
    public Map<RowKey, StoredRow> rows(Connection connection, GatewayId gateway, Collection<RowKey> keys)
            throws SQLException {
        var rows = new HashMap<RowKey, StoredRow>();
        try (var read = connection.prepareStatement(READ)) {
            read.setString(1, gateway.value());
            for (var key : keys) {
                read.setString(2, key.table());
                read.setString(3, key.rowId());
                try (var found = read.executeQuery()) {
                    if (found.next()) {
                        rows.put(key, RowStateCodec.decode(key, found.getLong(1), found.getBytes(2)));
                    }
                }
            }
        }
        return rows;
    }

    @Override
    public void write(Connection connection, GatewayId gateway, List<StoredRow> rows) throws SQLException {
        try (var write = connection.prepareStatement(WRITE)) {
            for (var row : rows) {
                write.setString(1, gateway.value());
                write.setString(2, row.key().table());
                write.setString(3, row.key().rowId());
                write.setLong(4, row.stamp());
                write.setBytes(5, RowStateCodec.encode(row));
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    @Override
    public String clockMillis() {
        return "DATEDIFF(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', CURRENT_TIMESTAMP)";
    }
}
