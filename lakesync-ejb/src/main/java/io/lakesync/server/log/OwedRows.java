package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.Owed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What entries owe to those whom they name, apart from the log: one row of the database per row and client. */
final class OwedRows {
    private static final String READ =
            """
            SELECT stamp, tbl, row_id, lost FROM lakesync.owed_row
            WHERE gateway = ? AND client_id = ? AND stamp > ? ORDER BY stamp LIMIT ?""";

    private static final String CHANGE =
            """
            UPDATE lakesync.owed_row SET stamp = GREATEST(stamp, ?), lost = lost OR ?
            WHERE gateway = ? AND client_id = ? AND tbl = ? AND row_id = ?""";

    private static final String ADD =
            """
            INSERT INTO lakesync.owed_row (stamp, lost, gateway, client_id, tbl, row_id)
            VALUES (?, ?, ?, ?, ?, ?)""";

    private static final String PAY =
            "DELETE FROM lakesync.owed_row WHERE gateway = ? AND client_id = ? AND stamp <= ? AND NOT lost";

    private OwedRows() {}

    static List<Owed> after(Connection connection, GatewayId gateway, String clientId, long stamp, int limit)
            throws SQLException {
        var owed = new ArrayList<Owed>();
        try (var read = connection.prepareStatement(READ)) {
            read.setString(1, gateway.value());
            read.setString(2, clientId);
            read.setLong(3, stamp);
            read.setInt(4, limit);
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    var row = new RowKey(found.getString(2), found.getString(3));
                    owed.add(new Owed(found.getLong(1), row, clientId, found.getBoolean(4)));
                }
            }
        }
        return owed;
    }

    /** Adds to what is there. */
    static void add(Connection connection, GatewayId gateway, List<Owed> owed) throws SQLException {
        if (owed.isEmpty()) {
            return;
        }
        try (var change = connection.prepareStatement(CHANGE);
                var add = connection.prepareStatement(ADD)) {
            for (var one : owed) {
                set(change, gateway, one);
                change.addBatch();
            }
            var changed = change.executeBatch();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 0) {
                    set(add, gateway, owed.get(i));
                    add.addBatch();
                }
            }
            add.executeBatch();
        }
    }

    /** Drops what a client is owed up to a stamp, but for what it is owed for ever. */
    static void pay(Connection connection, GatewayId gateway, String clientId, long upTo) throws SQLException {
        try (var pay = connection.prepareStatement(PAY)) {
            pay.setString(1, gateway.value());
            pay.setString(2, clientId);
            pay.setLong(3, upTo);
            pay.executeUpdate();
        }
    }

    private static void set(PreparedStatement write, GatewayId gateway, Owed owed) throws SQLException {
        write.setLong(1, owed.stamp());
        write.setBoolean(2, owed.lost());
        write.setString(3, gateway.value());
        write.setString(4, owed.clientId());
        write.setString(5, owed.row().table());
        write.setString(6, owed.row().rowId());
    }
}
