package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.follower.Followed.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Who may move which follower, in the control database and by its clock. A lease is taken under an epoch above all before
 * it; the epoch, not the time, keeps a former owner from writing.
 *
 * @param nowMillis the database's clock
 */
record LeaseTable(Connection connection, long nowMillis) {
    private static final String BEGIN =
            """
            INSERT INTO lakesync.follower_lease (gateway, follower, node, epoch, expires_at, position, problem)
            SELECT g.id, CAST(? AS VARCHAR(255)), '', 0, 0, 1, '' FROM lakesync.gateway g WHERE g.id = ?
            AND NOT EXISTS (SELECT 1 FROM lakesync.follower_lease WHERE gateway = ? AND follower = ?)""";
    private static final String CLAIM =
            """
            UPDATE lakesync.follower_lease SET node = ?, epoch = GREATEST(epoch, ?) + 1, expires_at = ?
            WHERE gateway = ? AND follower = ? AND (node = ? OR expires_at <= ?)""";
    private static final String EPOCH =
            "SELECT epoch FROM lakesync.follower_lease WHERE gateway = ? AND follower = ? AND node = ?";
    private static final String RENEW =
            """
            UPDATE lakesync.follower_lease SET expires_at = ?, position = ?, problem = ?
            WHERE gateway = ? AND follower = ? AND node = ? AND epoch = ? AND expires_at > 0""";
    private static final String LIST =
            "SELECT gateway, follower, node, epoch, expires_at, position, problem FROM lakesync.follower_lease";
    private static final String RELEASE = "UPDATE lakesync.follower_lease SET expires_at = 0 WHERE node = ?";
    private static final int PROBLEM_CHARS_MAX = 500;

    /** A lease as it is written down. */
    record Row(String node, Standing standing, boolean isOver) {}

    /**
     * Takes the lease if it is free or this node's own.
     *
     * @param above the epoch is to be above this one, too
     * @return the epoch; empty when another node holds it
     */
    OptionalLong claim(Followed who, String node, long above, long ttlMillis) throws SQLException {
        try (var begin = connection.prepareStatement(BEGIN)) {
            set(begin, who.follower(), who.gateway().value(), who.gateway().value(), who.follower());
            begin.executeUpdate();
        }
        try (var claim = connection.prepareStatement(CLAIM)) {
            set(claim, node, above, nowMillis + ttlMillis, who.gateway().value(), who.follower(), node, nowMillis);
            return claim.executeUpdate() == 0 ? OptionalLong.empty() : epoch(who, node);
        }
    }

    /** Renews what is still this node's; what another has taken meanwhile, or the node has let go of, is left alone. */
    void renew(Collection<Standing> held, String node, long ttlMillis) throws SQLException {
        try (var renew = connection.prepareStatement(RENEW)) {
            for (var one : held) {
                var problem = one.problem()
                        .substring(0, Math.min(PROBLEM_CHARS_MAX, one.problem().length()));
                set(
                        renew,
                        nowMillis + ttlMillis,
                        one.position().value(),
                        problem,
                        one.who().gateway().value(),
                        one.who().follower(),
                        node,
                        one.epoch());
                renew.addBatch();
            }
            renew.executeBatch();
        }
    }

    List<Row> list() throws SQLException {
        var rows = new ArrayList<Row>();
        try (var list = connection.prepareStatement(LIST);
                var found = list.executeQuery()) {
            while (found.next()) {
                var who = new Followed(new GatewayId(found.getString(1)), found.getString(2));
                var standing = new Standing(who, found.getLong(4), new Cursor(found.getLong(6)), found.getString(7));
                rows.add(new Row(found.getString(3), standing, found.getLong(5) <= nowMillis));
            }
        }
        return rows;
    }

    /** Lets go of everything that the node holds. */
    void release(String node) throws SQLException {
        try (var release = connection.prepareStatement(RELEASE)) {
            set(release, node);
            release.executeUpdate();
        }
    }

    private OptionalLong epoch(Followed who, String node) throws SQLException {
        try (var read = connection.prepareStatement(EPOCH)) {
            set(read, who.gateway().value(), who.follower(), node);
            try (var found = read.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
