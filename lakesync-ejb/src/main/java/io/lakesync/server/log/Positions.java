package io.lakesync.server.log;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.pull.Position;
import java.sql.Connection;
import java.util.Optional;

/** Where the clients without {@code cursor} stand, kept durably per clientId. */
public final class Positions {
    private static final String READ =
            """
            SELECT since, since_before, had_more, refused, repeats, snapshot_head FROM lakesync.client_position
            WHERE gateway = ? AND client_id = ?""";

    private final Connection connection;
    private final LogDialect dialect;

    Positions(Connection connection, LogDialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Empty when the client has never pulled. */
    public Optional<Position> find(GatewayId gateway, String clientId) {
        return LogFailures.translate(() -> {
            try (var read = connection.prepareStatement(READ)) {
                read.setString(1, gateway.value());
                read.setString(2, clientId);
                try (var found = read.executeQuery()) {
                    if (!found.next()) {
                        return Optional.empty();
                    }
                    return Optional.of(new Position(
                            new Cursor(found.getLong(1)),
                            new Cursor(found.getLong(2)),
                            found.getBoolean(3),
                            found.getBoolean(4),
                            found.getInt(5),
                            found.getLong(6)));
                }
            }
        });
    }

    public void save(GatewayId gateway, String clientId, Position position) {
        LogFailures.translate(() -> {
            try (var write = connection.prepareStatement(dialect.upsertPosition())) {
                write.setString(1, gateway.value());
                write.setString(2, clientId);
                write.setLong(3, position.since().value());
                write.setLong(4, position.before().value());
                write.setBoolean(5, position.hadMore());
                write.setBoolean(6, position.refused());
                write.setInt(7, position.repeats());
                write.setLong(8, position.correctedUpTo());
                return write.executeUpdate();
            }
        });
    }
}
