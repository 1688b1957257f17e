package io.lakesync.server.log;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.pull.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the clients stand and what they may hold, kept durably per clientId. */
public final class Positions {
    private static final String READ =
            """
            SELECT since, since_before, page_begun, handed, had_more, refused, repeats, strangers, trail, version
            FROM lakesync.client_position WHERE gateway = ? AND client_id = ?""";

    private static final String AMONG =
            """
            SELECT since, since_before, page_begun, handed, had_more, refused, repeats, strangers, trail, version, client_id
            FROM UNNEST(?) AS asked(id) JOIN lakesync.client_position ON client_id = asked.id
            WHERE gateway = ?""";

    private static final String ADD =
            """
            INSERT INTO lakesync.client_position
            (since, since_before, page_begun, handed, had_more, refused, repeats, strangers, trail, version, pulled_at,
             gateway, client_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP, ?, ?)
            ON CONFLICT DO NOTHING""";

    private static final String CHANGE =
            """
            UPDATE lakesync.client_position
            SET since = ?, since_before = ?, page_begun = ?, handed = ?, had_more = ?, refused = ?, repeats = ?,
                strangers = ?, trail = ?, version = ?, pulled_at = CURRENT_TIMESTAMP
            WHERE gateway = ? AND client_id = ? AND version = ?""";

    private final Connection connection;

    Positions(Connection connection) {
        this.connection = connection;
    }

    /** Empty when the client has never been here. */
    public Optional<KeptPosition> find(GatewayId gateway, String clientId) {
        return LogFailures.translate(() -> {
            try (var read = connection.prepareStatement(READ)) {
                read.setString(1, gateway.value());
                read.setString(2, clientId);
                try (var found = read.executeQuery()) {
                    return found.next() ? Optional.of(kept(found)) : Optional.empty();
                }
            }
        });
    }

    /** Where some clients stand; those that have never been here are missing. */
    public Map<String, KeptPosition> among(GatewayId gateway, Collection<String> clientIds) {
        return LogFailures.translate(() -> {
            var positions = new HashMap<String, KeptPosition>();
            try (var read = connection.prepareStatement(AMONG)) {
                read.setArray(1, connection.createArrayOf("varchar", clientIds.toArray()));
                read.setString(2, gateway.value());
                try (var found = read.executeQuery()) {
                    while (found.next()) {
                        positions.put(found.getString(11), kept(found));
                    }
                }
            }
            return positions;
        });
    }

    /**
     * Writes a position in place of the one that was read.
     *
     * @throws HeadMoved when somebody else changed it meanwhile
     */
    public void save(GatewayId gateway, String clientId, Optional<KeptPosition> read, Position position) {
        int written = LogFailures.translate(() -> {
            try (var write = connection.prepareStatement(read.isEmpty() ? ADD : CHANGE)) {
                long version = read.map(KeptPosition::version).orElse(0L);
                set(write, position);
                write.setLong(10, version + 1);
                write.setString(11, gateway.value());
                write.setString(12, clientId);
                if (read.isPresent()) {
                    write.setLong(13, version);
                }
                return write.executeUpdate();
            }
        });
        if (written == 0) {
            throw new HeadMoved();
        }
    }

    private static void set(PreparedStatement write, Position position) throws SQLException {
        write.setLong(1, position.since().value());
        write.setLong(2, position.before().value());
        write.setLong(3, position.begun().value());
        write.setLong(4, position.handed().value());
        write.setBoolean(5, position.hadMore());
        write.setBoolean(6, position.refused());
        write.setInt(7, position.repeats());
        write.setLong(8, position.strangers());
        write.setBytes(9, position.trail().map(TrailCodec::encode).orElse(null));
    }

    private static KeptPosition kept(ResultSet found) throws SQLException {
        var position = new Position(
                new Cursor(found.getLong(1)),
                new Cursor(found.getLong(2)),
                new Cursor(found.getLong(3)),
                new Cursor(found.getLong(4)),
                found.getBoolean(5),
                found.getBoolean(6),
                found.getInt(7),
                found.getLong(8),
                Optional.ofNullable(found.getBytes(9)).map(TrailCodec::decode));
        return new KeptPosition(position, found.getLong(10));
    }
}
