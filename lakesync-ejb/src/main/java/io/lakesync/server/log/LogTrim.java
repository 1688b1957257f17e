package io.lakesync.server.log;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trims the beginning of a gateway's log, some blocks at a time. Readers compare the horizon after they have read: who
 * reads while blocks go notices.
 */
final class LogTrim {
    private static final int BLOCKS_MAX = 200;
    private static final int ENTRIES_MAX = 5_000;
    private static final long BYTES_MAX = 4L << 20;

    private static final String OLDEST =
            """
            SELECT last_stamp, first_stamp, committed_at, payload FROM lakesync.log_block
            WHERE gateway = ? AND last_stamp > ? ORDER BY last_stamp LIMIT ?""";

    private static final String DELETE = "DELETE FROM lakesync.log_block WHERE gateway = ? AND last_stamp <= ?";

    private final Connection connection;
    private final GatewayId gateway;
    private final Positions positions;
    private final Map<String, Long> paidUpTo = new HashMap<>();
    private final List<LogEntry> entries = new ArrayList<>();
    private long bytes;
    private long upTo;

    LogTrim(Connection connection, GatewayId gateway) {
        this.connection = connection;
        this.gateway = gateway;
        this.positions = new Positions(connection);
    }

    /**
     * Takes what is over from the beginning of the log.
     *
     * @param head as just read
     * @return how many entries; 0 when the oldest that is kept must be kept
     * @throws HeadMoved when somebody else has trimmed meanwhile
     */
    int trim(Head head, TrimTerms terms) throws SQLException {
        collect(head, terms);
        if (entries.isEmpty()) {
            return 0;
        }
        OwedRows.add(connection, gateway, Owed.of(entries, this::isDue));
        for (var client : paidUpTo.entrySet()) {
            OwedRows.pay(connection, gateway, client.getKey(), client.getValue());
        }
        try (var delete = connection.prepareStatement(DELETE)) {
            delete.setString(1, gateway.value());
            delete.setLong(2, upTo);
            delete.executeUpdate();
        }
        // last: it locks the row on which every push waits
        Heads.raiseHorizon(connection, gateway, head.horizon(), upTo, new Growth(0, -entries.size(), -bytes));
        return entries.size();
    }

    /** Only ever the beginning: an old block behind a young one stays, whatever the database's clock has done. */
    private void collect(Head head, TrimTerms terms) throws SQLException {
        try (var read = connection.prepareStatement(OLDEST)) {
            read.setString(1, gateway.value());
            read.setLong(2, head.horizon());
            read.setInt(3, BLOCKS_MAX);
            try (var found = read.executeQuery()) {
                while (entries.size() < ENTRIES_MAX && bytes < BYTES_MAX && found.next()) {
                    long last = found.getLong(1);
                    long age = head.clockMillis() - found.getTimestamp(3).getTime();
                    if (!terms.isOver(last, age)) {
                        return;
                    }
                    var payload = found.getBytes(4);
                    entries.addAll(BlockCodec.decode(found.getLong(2), payload));
                    bytes += payload.length;
                    upTo = last;
                }
            }
        }
    }

    private boolean isDue(Owed owed) {
        return owed.stamp() > paidUpTo.computeIfAbsent(owed.clientId(), this::paid);
    }

    /** Who has never been here is owed everything. */
    private long paid(String clientId) {
        return positions
                .find(gateway, clientId)
                .map(kept -> kept.position().paidUpTo())
                .orElse(0L);
    }
}
