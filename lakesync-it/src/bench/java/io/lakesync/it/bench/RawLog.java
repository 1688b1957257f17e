package io.lakesync.it.bench;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.it.server.DeployedServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database does with the same bytes when nobody decides anything: the ceilings of pushing and pulling. */
final class RawLog {
    private static final String TABLES =
            """
            DROP SCHEMA IF EXISTS ceiling CASCADE;
            CREATE SCHEMA ceiling;
            CREATE TABLE ceiling.log_block (LIKE lakesync.log_block INCLUDING ALL);
            CREATE TABLE ceiling.row_state (LIKE lakesync.row_state INCLUDING ALL)""";

    private static final String BLOCKS =
            """
            SELECT last_stamp, first_stamp, entries, payload FROM lakesync.log_block
            WHERE gateway = ? ORDER BY last_stamp DESC LIMIT ?""";

    private static final String ADD_BLOCK =
            """
            INSERT INTO ceiling.log_block (gateway, last_stamp, first_stamp, committed_at, entries, payload)
            VALUES (?, ?, ?, CURRENT_TIMESTAMP, ?, ?)""";

    /** The rows that the block wrote, as far as no later block has written them since. */
    private static final String ADD_ROWS =
            """
            INSERT INTO ceiling.row_state (gateway, tbl, row_id, stamp, payload)
            SELECT gateway, tbl, row_id, stamp, payload FROM lakesync.row_state
            WHERE gateway = ? AND stamp BETWEEN ? AND ?
            ON CONFLICT (gateway, tbl, row_id) DO UPDATE SET stamp = excluded.stamp, payload = excluded.payload""";

    private static final String READ =
            """
            SELECT last_stamp, entries, payload FROM lakesync.log_block
            WHERE gateway = ? AND last_stamp > ? ORDER BY last_stamp LIMIT ?""";

    private final DeployedServer server;
    private final GatewayId gateway;

    RawLog(DeployedServer server, GatewayId gateway) {
        this.server = server;
        this.gateway = gateway;
    }

    /** Deltas per second when the newest blocks and their rows are written again, a durable commit for each block. */
    double written(int blocksMax) throws SQLException {
        try (var connection = server.connect()) {
            try (var create = connection.createStatement()) {
                create.execute(TABLES);
            }
            var blocks = blocks(connection, blocksMax);
            connection.setAutoCommit(false);
            var cpu = new Cpu();
            try (var addBlock = connection.prepareStatement(ADD_BLOCK);
                    var addRows = connection.prepareStatement(ADD_ROWS)) {
                for (var block : blocks) {
                    write(block, addBlock, addRows);
                    connection.commit();
                }
            }
            return blocks.stream().mapToInt(Block::entries).sum() / cpu.seconds();
        }
    }

    /** Deltas per second when the whole log is read in order, so many blocks at a time. */
    double read(int blocksAtOnce) throws SQLException {
        try (var connection = server.connect();
                var read = connection.prepareStatement(READ)) {
            var cpu = new Cpu();
            long after = 0;
            long entries = 0;
            boolean more = true;
            while (more) {
                read.setString(1, gateway.value());
                read.setLong(2, after);
                read.setInt(3, blocksAtOnce);
                more = false;
                try (var found = read.executeQuery()) {
                    while (found.next()) {
                        after = found.getLong(1);
                        entries += found.getInt(2);
                        more = found.getBytes(3).length > 0;
                    }
                }
            }
            return entries / cpu.seconds();
        }
    }

    private List<Block> blocks(Connection connection, int blocksMax) throws SQLException {
        var blocks = new ArrayList<Block>();
        try (var read = connection.prepareStatement(BLOCKS)) {
            read.setString(1, gateway.value());
            read.setInt(2, blocksMax);
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    blocks.add(new Block(found.getLong(1), found.getLong(2), found.getInt(3), found.getBytes(4)));
                }
            }
        }
        return blocks;
    }

    private void write(Block block, PreparedStatement addBlock, PreparedStatement addRows) throws SQLException {
        addBlock.setString(1, gateway.value());
        addBlock.setLong(2, block.last());
        addBlock.setLong(3, block.first());
        addBlock.setInt(4, block.entries());
        addBlock.setBytes(5, block.payload());
        addBlock.executeUpdate();
        addRows.setString(1, gateway.value());
        addRows.setLong(2, block.first());
        addRows.setLong(3, block.last());
        addRows.executeUpdate();
    }

    private record Block(long last, long first, int entries, byte[] payload) {}
}
