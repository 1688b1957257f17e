package io.lakesync.server.materialise;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A follower's row in the destination's table of cursors. Whoever claims it raises its epoch; who holds an older epoch
 * can write no more. A cursor holds for the shape under which it was reached, so that a table that grows, on this node
 * or another, at whatever moment either dies, is read again from the beginning.
 */
record CursorTable(GatewayId gateway, String follower) {
    private static final String FIND =
            "SELECT epoch, \"cursor\", shape FROM lakesync.lakesync_cursor WHERE gateway = ? AND follower = ?";
    private static final String BEGIN =
            """
            INSERT INTO lakesync.lakesync_cursor (gateway, follower, epoch, "cursor", updated_at, shape)
            VALUES (?, ?, 0, 0, ?, '')
            """;
    private static final String CLAIM =
            """
            UPDATE lakesync.lakesync_cursor SET epoch = ?, "cursor" = ?, shape = ?, updated_at = ?
            WHERE gateway = ? AND follower = ? AND epoch = ?
            """;
    private static final String ADVANCE =
            """
            UPDATE lakesync.lakesync_cursor SET "cursor" = ?, updated_at = ?
            WHERE gateway = ? AND follower = ? AND epoch = ?
            """;

    /** How far the table is, and under which epoch its owner writes. */
    record Claim(long epoch, Cursor cursor, String shape) {}

    /** @param shape "" disowns the cursor: the next claim starts from the beginning */
    Claim claim(Connection connection, String shape, Instant now) throws SQLException {
        var held = find(connection, now);
        long cursor = held.shape().equals(shape) ? held.cursor().value() : 0;
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setLong(1, held.epoch() + 1);
            statement.setLong(2, cursor);
            statement.setString(3, shape);
            statement.setObject(4, utc(now));
            statement.setString(5, gateway.value());
            statement.setString(6, follower);
            statement.setLong(7, held.epoch());
            requireOwner(statement.executeUpdate());
        }
        return new Claim(held.epoch() + 1, new Cursor(cursor), shape);
    }

    /**
     * Moves the cursor. The first statement of a write: it locks the row, so that whoever claims waits for the commit.
     */
    void advance(EntityManager entities, long epoch, Cursor reached, Instant now) {
        requireOwner(entities.createNativeQuery(ADVANCE)
                .setParameter(1, reached.value())
                .setParameter(2, utc(now))
                .setParameter(3, gateway.value())
                .setParameter(4, follower)
                .setParameter(5, epoch)
                .executeUpdate());
    }

    private Claim find(Connection connection, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, gateway.value());
            statement.setString(2, follower);
            try (var found = statement.executeQuery()) {
                return found.next()
                        ? new Claim(found.getLong(1), new Cursor(found.getLong(2)), found.getString(3))
                        : begin(connection, now);
            }
        }
    }

    private Claim begin(Connection connection, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, gateway.value());
            statement.setString(2, follower);
            statement.setObject(3, utc(now));
            statement.executeUpdate();
        }
        return new Claim(0, new Cursor(0), "");
    }

    private void requireOwner(int updated) {
        if (updated == 0) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "%s of %s was taken over by another owner".formatted(follower, gateway));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
