package io.lakesync.server.log;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.engine.history.Reach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The heads of the gateways' logs. */
final class Heads {
    private static final String READ =
            """
            SELECT head, horizon, mode, rules_version, rules_stamp, schema_version, %s
            FROM lakesync.gateway WHERE id = ?""";

    private static final String MOVE =
            """
            UPDATE lakesync.gateway SET head = ?, head_at = CURRENT_TIMESTAMP, rows_total = rows_total + ?,
            entries_total = entries_total + ?, bytes_total = bytes_total + ?
            WHERE id = ? AND head = ?""";

    private static final String RAISE_HORIZON =
            """
            UPDATE lakesync.gateway SET born = COALESCE(born, horizon), horizon = ?,
            entries_total = entries_total + ?, bytes_total = bytes_total + ?
            WHERE id = ? AND horizon = ?""";

    private static final String SCHEMA_VERSIONS = "SELECT id, schema_version FROM lakesync.gateway";

    private static final String ALL = "SELECT id, head FROM lakesync.gateway";

    private static final String REACH =
            "SELECT head, horizon, COALESCE(born, horizon) FROM lakesync.gateway WHERE id = ?";

    private Heads() {}

    static Map<GatewayId, Long> schemaVersions(Connection connection) throws SQLException {
        return byGateway(connection, SCHEMA_VERSIONS);
    }

    static Map<GatewayId, Long> all(Connection connection) throws SQLException {
        return byGateway(connection, ALL);
    }

    private static Map<GatewayId, Long> byGateway(Connection connection, String query) throws SQLException {
        var numbers = new HashMap<GatewayId, Long>();
        try (var read = connection.prepareStatement(query);
                var found = read.executeQuery()) {
            while (found.next()) {
                numbers.put(new GatewayId(found.getString(1)), found.getLong(2));
            }
        }
        return numbers;
    }

    static Optional<Head> read(Connection connection, LogDialect dialect, GatewayId gateway) throws SQLException {
        try (var read = connection.prepareStatement(READ.formatted(dialect.clockMillis()))) {
            read.setString(1, gateway.value());
            try (var found = read.executeQuery()) {
                if (!found.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Head(
                        found.getLong(1),
                        found.getLong(2),
                        GatewayMode.valueOf(found.getString(3).toUpperCase(Locale.ROOT)),
                        found.getLong(4),
                        found.getLong(5),
                        found.getLong(6),
                        found.getLong(7)));
            }
        }
    }

    static Optional<Reach> reach(Connection connection, GatewayId gateway) throws SQLException {
        try (var read = connection.prepareStatement(REACH)) {
            read.setString(1, gateway.value());
            try (var found = read.executeQuery()) {
                return found.next()
                        ? Optional.of(new Reach(found.getLong(1), found.getLong(2), found.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    static long clockMillis(Connection connection, LogDialect dialect) throws SQLException {
        try (var read = connection.prepareStatement("SELECT %s".formatted(dialect.clockMillis()));
                var found = read.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    /** @throws HeadMoved when the head is no longer the one that was read */
    static void move(Connection connection, GatewayId gateway, long from, long to, Growth growth) throws SQLException {
        try (var move = connection.prepareStatement(MOVE)) {
            move.setLong(1, to);
            move.setLong(2, growth.rows());
            move.setLong(3, growth.entries());
            move.setLong(4, growth.bytes());
            move.setString(5, gateway.value());
            move.setLong(6, from);
            if (move.executeUpdate() == 0) {
                throw new HeadMoved();
            }
        }
    }

    /** @throws HeadMoved when the horizon is no longer the one that was read */
    static void raiseHorizon(Connection connection, GatewayId gateway, long from, long to, Growth growth)
            throws SQLException {
        try (var raise = connection.prepareStatement(RAISE_HORIZON)) {
            raise.setLong(1, to);
            raise.setLong(2, growth.entries());
            raise.setLong(3, growth.bytes());
            raise.setString(4, gateway.value());
            raise.setLong(5, from);
            if (raise.executeUpdate() == 0) {
                throw new HeadMoved();
            }
        }
    }
}
