package io.lakesync.server.follower;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.DeadLetter;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dead letters of all followers, in the control database. */
record LetterTable(Connection connection) {
    private static final String COLUMNS = "gateway, follower, stamp, table_name, row_id, delta, reason, since, replay";
    private static final String INSERT =
            """
            INSERT INTO lakesync.dead_letter
            (gateway, follower, stamp, table_name, row_id, delta, reason, since, replay)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, FALSE)""";
    private static final String UPDATE =
            """
            UPDATE lakesync.dead_letter SET reason = ?, replay = FALSE
            WHERE gateway = ? AND follower = ? AND stamp = ?""";
    /** A table is written rows as they are now: of one row, the latest letter stands for all. */
    private static final String REPLACE =
            """
            DELETE FROM lakesync.dead_letter WHERE gateway = ? AND follower = ? AND table_name = ? AND row_id = ?
            AND delta IS NULL""";

    private static final String DELETE =
            "DELETE FROM lakesync.dead_letter WHERE gateway = ? AND follower = ? AND stamp = ?";
    private static final String COUNT = "SELECT COUNT(*) FROM lakesync.dead_letter WHERE gateway = ? AND follower = ?";
    private static final String LIST =
            "SELECT %s FROM lakesync.dead_letter WHERE gateway = ? ORDER BY since, stamp LIMIT ?".formatted(COLUMNS);
    private static final String WANTED =
            "SELECT %s FROM lakesync.dead_letter WHERE replay ORDER BY stamp LIMIT ?".formatted(COLUMNS);
    private static final String REPLAY =
            """
            UPDATE lakesync.dead_letter SET replay = TRUE WHERE gateway = ? AND follower = ? AND stamp = ?""";
    private static final int REASON_CHARS_MAX = 2000;

    /** A letter as it is kept. */
    record Kept(Letter letter, Instant since, boolean replay) {
        DeadLetter shown() {
            return new DeadLetter(
                    letter.follower(), Cursor.at(letter.stamp()), letter.row(), letter.reason(), since, replay);
        }
    }

    /** Keeps it; one that is there already is given the new reason. */
    void keep(Letter letter, Instant now) throws SQLException {
        var reason = letter.reason()
                .substring(0, Math.min(REASON_CHARS_MAX, letter.reason().length()));
        var gateway = letter.gateway().value();
        if (execute(UPDATE, reason, gateway, letter.follower(), letter.stamp()) > 0) {
            return;
        }
        if (letter.delta().isEmpty()) {
            execute(
                    REPLACE,
                    gateway,
                    letter.follower(),
                    letter.row().table(),
                    letter.row().rowId());
        }
        execute(
                INSERT,
                gateway,
                letter.follower(),
                letter.stamp(),
                letter.row().table(),
                letter.row().rowId(),
                letter.delta().map(delta -> text(letter.gateway(), delta)).orElse(null),
                reason,
                now.atOffset(ZoneOffset.UTC));
    }

    void drop(Letter letter) throws SQLException {
        execute(DELETE, letter.gateway().value(), letter.follower(), letter.stamp());
    }

    /** @return false when there is no such letter */
    boolean replay(GatewayId gateway, String follower, long stamp) throws SQLException {
        return execute(REPLAY, gateway.value(), follower, stamp) > 0;
    }

    long count(Letter letter) throws SQLException {
        try (var count = connection.prepareStatement(COUNT)) {
            set(count, letter.gateway().value(), letter.follower());
            try (var found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Oldest first. */
    List<Kept> list(GatewayId gateway, int limit) throws SQLException {
        return read(LIST, gateway.value(), limit);
    }

    /** Those to be tried again, of all gateways. */
    List<Kept> wanted(int limit) throws SQLException {
        return read(WANTED, limit);
    }

    private List<Kept> read(String query, Object... parameters) throws SQLException {
        var letters = new ArrayList<Kept>();
        try (var list = connection.prepareStatement(query)) {
            set(list, parameters);
            try (var found = list.executeQuery()) {
                while (found.next()) {
                    letters.add(kept(found));
                }
            }
        }
        return letters;
    }

    private static Kept kept(ResultSet found) throws SQLException {
        var gateway = new GatewayId(found.getString(1));
        var letter = new Letter(
                gateway,
                found.getString(2),
                found.getLong(3),
                new RowKey(found.getString(4), found.getString(5)),
                Optional.ofNullable(found.getString(6)).map(text -> delta(gateway, text)),
                found.getString(7));
        return new Kept(letter, found.getObject(8, OffsetDateTime.class).toInstant(), found.getBoolean(9));
    }

    /** As the push that would bring it alone. */
    private static String text(GatewayId gateway, Delta delta) {
        var push = new PushRequest(gateway, delta.clientId(), List.of(delta), Set.of());
        return new String(JsonCodec.writePush(push), StandardCharsets.UTF_8);
    }

    private static Delta delta(GatewayId gateway, String text) {
        return JsonCodec.readPush(gateway, Set.of(), text.getBytes(StandardCharsets.UTF_8))
                .deltas()
                .get(0);
    }

    private int execute(String sql, Object... parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] == null) {
                statement.setNull(i + 1, Types.VARCHAR);
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }
}
