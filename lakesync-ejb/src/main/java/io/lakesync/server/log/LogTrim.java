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
            SELECT last_stamp, committed_at, entries, OCTET_LENGTH(payload) FROM lakesync.log_block
            WHERE gateway = ? AND last_stamp > ? ORDER BY last_stamp LIMIT ?""";

    private static final String PAYLOADS =
            """
            SELECT first_stamp, payload FROM lakesync.log_block
            WHERE gateway = ? AND last_stamp > ? AND last_stamp <= ? ORDER BY last_stamp""";

    private static final String DELETE = "DELETE FROM lakesync.log_block WHERE gateway = ? AND last_stamp <= ?";

    private final Connection connection;
    private final GatewayId gateway;
    private final Positions positions;
    private final Map<String, Long> paidUpTo = new HashMap<>();
    private long entries;
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
    long trim(Head head, TrimTerms terms) throws SQLException {
        choose(head, terms);
        if (entries == 0) {
            return 0;
        }
        OwedRows.add(connection, gateway, Owed.of(entries(head), this::isDue));
        for (var client : paidUpTo.entrySet()) {
            OwedRows.pay(connection, gateway, client.getKey(), client.getValue());
        }
        try (var delete = connection.prepareStatement(DELETE)) {
            delete.setString(1, gateway.value());
            delete.setLong(2, upTo);
            delete.executeUpdate();
        }
        // last: it locks the row on which every push waits
        Heads.raiseHorizon(connection, gateway, head.horizon(), upTo, new Growth(0, -entries, -bytes));
        return entries;
    }

    /** Only ever the beginning: an old block behind a young one stays, whatever the database's clock has done. */
    private void choose(Head head, TrimTerms terms) throws SQLException {
        try (var read = connection.prepareStatement(OLDEST)) {
            read.setString(1, gateway.value());
            read.setLong(2, head.horizon());
            read.setInt(3, BLOCKS_MAX);
            try (var found = read.executeQuery()) {
                while (entries < ENTRIES_MAX && bytes < BYTES_MAX && found.next()) {
                    long last = found.getLong(1);
                    long age = head.clockMillis() - found.getTimestamp(2).getTime();
                    if (!terms.isOver(last, age)) {
                        return;
                    }
                    upTo = last;
                    entries += found.getLong(3);
                    bytes += found.getLong(4);
                }
            }
        }
    }

    private List<LogEntry> entries(Head head) throws SQLException {
        var chosen = new ArrayList<LogEntry>();
        try (var read = connection.prepareStatement(PAYLOADS)) {
            read.setString(1, gateway.value());
            read.setLong(2, head.horizon());
            read.setLong(3, upTo);
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    chosen.addAll(BlockCodec.decode(found.getLong(1), found.getBytes(2)));
                }
            }
        }
        return chosen;
    }

    /** What is owed for ever was kept with the push. */
    private boolean isDue(Owed owed) {
        return !owed.lost() && owed.stamp() > paidUpTo.computeIfAbsent(owed.clientId(), this::paid);
    }

    /** Who has never been here is owed everything. */
    private long paid(String clientId) {
        return positions
                .find(gateway, clientId)
                .map(kept -> kept.position().paidUpTo())
                .orElse(0L);
    }
}
