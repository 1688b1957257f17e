package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Takeover;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A follower's row in the destination's table of cursors. Whoever holds the lease claims it under the lease's epoch; who
 * comes with an older epoch can write no more. A cursor holds for the shape under which it was reached, so that a table
 * that grows, on this node or another, at whatever moment either dies, is read again from the beginning.
 */
public record CursorTable(GatewayId gateway, String follower) {
    private static final String BEGIN =
            """
            INSERT INTO lakesync.lakesync_cursor (gateway, follower, epoch, "cursor", updated_at, shape)
            SELECT CAST(? AS VARCHAR(60)), CAST(? AS VARCHAR(255)), 0, 0, CURRENT_TIMESTAMP, ''
            WHERE NOT EXISTS (SELECT 1 FROM lakesync.lakesync_cursor WHERE gateway = ? AND follower = ?)
            """;
    private static final String CLAIM =
            """
            UPDATE lakesync.lakesync_cursor
            SET epoch = ?, "cursor" = CASE WHEN shape = ? THEN "cursor" ELSE 0 END, shape = ?, updated_at = ?
            WHERE gateway = ? AND follower = ? AND epoch <= ?
            """;
    private static final String FIND =
            "SELECT epoch, \"cursor\" FROM lakesync.lakesync_cursor WHERE gateway = ? AND follower = ?";
    private static final String ADVANCE =
            """
            UPDATE lakesync.lakesync_cursor SET "cursor" = ?, updated_at = ?
            WHERE gateway = ? AND follower = ? AND epoch = ?
            """;

    public CursorTable {
        requireNonNull(gateway, "gateway");
        requireNonNull(follower, "follower");
    }

    /**
     * Claims the row. The update waits for whoever is still committing under an older epoch, so the position that is read
     * after it is the last one.
     *
     * @param connection every statement commits by itself
     * @param shape "" disowns the cursor: the next claim starts from the beginning
     */
    public Takeover claim(Connection connection, long epoch, String shape, Instant now) throws SQLException {
        begin(connection);
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setLong(1, epoch);
            statement.setString(2, shape);
            statement.setString(3, shape);
            statement.setObject(4, utc(now));
            statement.setString(5, gateway.value());
            statement.setString(6, follower);
            statement.setLong(7, epoch);
            statement.executeUpdate();
        }
        return find(connection);
    }

    /** The statement that moves the cursor, for {@link #advance} and its like in other languages. */
    public static String advanceStatement() {
        return ADVANCE;
    }

    /** What it takes as parameters, in order. */
    public List<Object> advanceParameters(long epoch, Cursor reached, Instant now) {
        return List.of(reached.value(), utc(now), gateway.value(), follower, epoch);
    }

    /**
     * Moves the cursor. The first statement of a write: it locks the row, so that whoever claims waits for the commit.
     *
     * @throws SyncException UNAVAILABLE when somebody has claimed it under a higher epoch
     */
    public void advance(Connection connection, long epoch, Cursor reached, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(ADVANCE)) {
            int index = 0;
            for (var parameter : advanceParameters(epoch, reached, now)) {
                statement.setObject(++index, parameter);
            }
            requireOwner(statement.executeUpdate());
        }
    }

    /** @throws SyncException UNAVAILABLE when no row was moved */
    public void requireOwner(int moved) {
        if (moved == 0) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "%s of %s was taken over by another owner".formatted(follower, gateway));
        }
    }

    private void begin(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, gateway.value());
            statement.setString(2, follower);
            statement.setString(3, gateway.value());
            statement.setString(4, follower);
            statement.executeUpdate();
        }
    }

    private Takeover find(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, gateway.value());
            statement.setString(2, follower);
            try (var found = statement.executeQuery()) {
                found.next();
                return new Takeover(found.getLong(1), new Cursor(found.getLong(2)));
            }
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
