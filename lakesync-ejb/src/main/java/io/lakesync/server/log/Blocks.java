package io.lakesync.server.log;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.LogEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The blocks of the log: one database row holds the entries of one transaction. */
final class Blocks {
    private static final int FETCH = 16;
    private static final long BYTES_MAX = 16L << 20;

    private static final String APPEND =
            """
            INSERT INTO lakesync.log_block (gateway, last_stamp, first_stamp, committed_at, entries, payload)
            VALUES (?, ?, ?, CURRENT_TIMESTAMP, ?, ?)""";

    private static final String READ =
            """
            SELECT first_stamp, payload FROM lakesync.log_block
            WHERE gateway = ? AND last_stamp > ? ORDER BY last_stamp LIMIT ?""";

    private Blocks() {}

    static void append(Connection connection, GatewayId gateway, List<LogEntry> entries, byte[] payload)
            throws SQLException {
        try (var append = connection.prepareStatement(APPEND)) {
            append.setString(1, gateway.value());
            append.setLong(2, entries.get(entries.size() - 1).stamp());
            append.setLong(3, entries.get(0).stamp());
            append.setInt(4, entries.size());
            append.setBytes(5, payload);
            append.executeUpdate();
        }
    }

    /** @return entries after a stamp, in order; empty only when there is none */
    static List<LogEntry> read(Connection connection, GatewayId gateway, long after, int entriesMax)
            throws SQLException {
        var entries = new ArrayList<LogEntry>();
        try (var read = connection.prepareStatement(READ)) {
            read.setFetchSize(FETCH);
            read.setString(1, gateway.value());
            read.setLong(2, after);
            read.setInt(3, entriesMax);
            try (var found = read.executeQuery()) {
                long bytes = 0;
                while (entries.size() < entriesMax && bytes < BYTES_MAX && found.next()) {
                    var payload = found.getBytes(2);
                    bytes += payload.length;
                    BlockCodec.decode(found.getLong(1), payload).stream()
                            .filter(entry -> entry.stamp() > after)
                            .forEach(entries::add);
                }
            }
        }
        return entries;
    }
}
