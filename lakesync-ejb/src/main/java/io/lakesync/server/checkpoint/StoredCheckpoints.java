package io.lakesync.server.checkpoint;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.server.log.RowArchive;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checkpoints of all gateways, over a connection of the running transaction. A checkpoint never changes. */
public record StoredCheckpoints(Connection connection) {
    private static final String LATEST =
            "SELECT stamp, row_count, chunks FROM lakesync.checkpoint WHERE gateway = ? ORDER BY stamp DESC LIMIT 2";
    private static final String CHUNK =
            "SELECT payload FROM lakesync.checkpoint_chunk WHERE gateway = ? AND stamp = ? AND chunk = ?";
    private static final String BEGIN =
            """
            INSERT INTO lakesync.checkpoint (gateway, stamp, row_count, chunks, made_at)
            VALUES (?, ?, 0, 0, CURRENT_TIMESTAMP)""";
    private static final String ADD =
            "INSERT INTO lakesync.checkpoint_chunk (gateway, stamp, chunk, payload) VALUES (?, ?, ?, ?)";
    private static final String END =
            "UPDATE lakesync.checkpoint SET row_count = ?, chunks = ? WHERE gateway = ? AND stamp = ?";
    private static final String DROP = "DELETE FROM lakesync.checkpoint WHERE gateway = ? AND stamp < ?";
    private static final String DUE =
            """
            SELECT g.head, g.rows_total >= ? AND NOT EXISTS (
                SELECT 1 FROM lakesync.checkpoint c
                WHERE c.gateway = g.id AND (c.stamp >= g.head OR c.made_at > ?))
            FROM lakesync.gateway g WHERE g.id = ?""";
    private static final String LARGE = "SELECT id FROM lakesync.gateway WHERE rows_total >= ?";

    /**
     * A checkpoint.
     *
     * @param rows that were alive
     */
    public record Stored(GatewayId gateway, long stamp, long rows, int chunks) {}

    /** Whether a new one is due at a head. */
    record Due(long head, boolean isDue) {}

    public Optional<Stored> latest(GatewayId gateway) throws SQLException {
        return newest(gateway).stream().findFirst();
    }

    /** Rows in the order of their stamps, perhaps none; empty when the checkpoint is gone. */
    public Optional<List<StoredRow>> chunk(Stored checkpoint, int number) throws SQLException {
        try (var read = connection.prepareStatement(CHUNK)) {
            read.setString(1, checkpoint.gateway().value());
            read.setLong(2, checkpoint.stamp());
            read.setInt(3, number);
            try (var found = read.executeQuery()) {
                return found.next() ? Optional.of(RowArchive.read(found.getBytes(1))) : Optional.empty();
            }
        }
    }

    /** @param since by the database's clock: a checkpoint made after it is recent enough */
    Due due(GatewayId gateway, long rowsMin, Instant since) throws SQLException {
        try (var read = connection.prepareStatement(DUE)) {
            read.setLong(1, rowsMin);
            read.setObject(2, since.atOffset(ZoneOffset.UTC));
            read.setString(3, gateway.value());
            try (var found = read.executeQuery()) {
                return found.next() ? new Due(found.getLong(1), found.getBoolean(2)) : new Due(0, false);
            }
        }
    }

    /** Gateways with as many rows. */
    List<GatewayId> large(long rowsMin) throws SQLException {
        var gateways = new ArrayList<GatewayId>();
        try (var read = connection.prepareStatement(LARGE)) {
            read.setLong(1, rowsMin);
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    gateways.add(new GatewayId(found.getString(1)));
                }
            }
        }
        return gateways;
    }

    void begin(GatewayId gateway, long stamp) throws SQLException {
        try (var begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, gateway.value());
            begin.setLong(2, stamp);
            begin.executeUpdate();
        }
    }

    void add(GatewayId gateway, long stamp, int number, byte[] chunk) throws SQLException {
        try (var add = connection.prepareStatement(ADD)) {
            add.setString(1, gateway.value());
            add.setLong(2, stamp);
            add.setInt(3, number);
            add.setBytes(4, chunk);
            add.executeUpdate();
        }
    }

    /** Completes it, and drops all but the one before: that may be on its way to a client. */
    void end(Stored made) throws SQLException {
        try (var end = connection.prepareStatement(END)) {
            end.setLong(1, made.rows());
            end.setInt(2, made.chunks());
            end.setString(3, made.gateway().value());
            end.setLong(4, made.stamp());
            end.executeUpdate();
        }
        var newest = newest(made.gateway());
        try (var drop = connection.prepareStatement(DROP)) {
            drop.setString(1, made.gateway().value());
            drop.setLong(2, newest.get(newest.size() - 1).stamp());
            drop.executeUpdate();
        }
    }

    private List<Stored> newest(GatewayId gateway) throws SQLException {
        var newest = new ArrayList<Stored>();
        try (var read = connection.prepareStatement(LATEST)) {
            read.setString(1, gateway.value());
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    newest.add(new Stored(gateway, found.getLong(1), found.getLong(2), found.getInt(3)));
                }
            }
        }
        return newest;
    }
}
