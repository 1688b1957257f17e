package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.StoredRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL takes arrays: one statement for any number of rows. */
final class PostgresLogDialect implements LogDialect {
    /**
     * One look-up in the primary key per key whatever the statistics say. A plain join scans while the table is young; an
     * equality of all three columns may be looked up in the index by table, which then reads every row of the table for
     * each key. Only the primary key has the order that is asked for here.
     */
    private static final String READ =
            """
            SELECT u.t, u.r, x.stamp, x.payload
            FROM unnest(?::varchar[], ?::varchar[]) u(t, r),
            LATERAL (SELECT stamp, payload FROM lakesync.row_state
                     WHERE gateway = ? AND tbl = u.t AND row_id >= u.r AND row_id <= u.r
                     ORDER BY row_id LIMIT 1) x""";

    private static final String WRITE =
            """
            INSERT INTO lakesync.row_state (gateway, tbl, row_id, stamp, payload)
            SELECT ?, u.t, u.r, u.s, u.p
            FROM unnest(?::varchar[], ?::varchar[], ?::bigint[], ?::bytea[]) u(t, r, s, p)
            ON CONFLICT (gateway, tbl, row_id) DO UPDATE SET stamp = excluded.stamp, payload = excluded.payload""";

    @Override
    public Map<RowKey, StoredRow> rows(Connection connection, GatewayId gateway, Collection<RowKey> keys)
            throws SQLException {
        var rows = new HashMap<RowKey, StoredRow>();
        try (var read = connection.prepareStatement(READ)) {
            read.setArray(
                    1,
                    connection.createArrayOf(
                            "varchar", keys.stream().map(RowKey::table).toArray()));
            read.setArray(
                    2,
                    connection.createArrayOf(
                            "varchar", keys.stream().map(RowKey::rowId).toArray()));
            read.setString(3, gateway.value());
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    var key = new RowKey(found.getString(1), found.getString(2));
                    rows.put(key, RowStateCodec.decode(key, found.getLong(3), found.getBytes(4)));
                }
            }
        }
        return rows;
    }

    @Override
    public void write(Connection connection, GatewayId gateway, List<StoredRow> rows) throws SQLException {
        try (var write = connection.prepareStatement(WRITE)) {
            write.setString(1, gateway.value());
            write.setArray(
                    2,
                    array(
                            connection,
                            "varchar",
                            rows.stream().map(r -> r.key().table()).toArray()));
            write.setArray(
                    3,
                    array(
                            connection,
                            "varchar",
                            rows.stream().map(r -> r.key().rowId()).toArray()));
            write.setArray(
                    4,
                    array(
                            connection,
                            "bigint",
                            rows.stream().map(StoredRow::stamp).toArray()));
            write.setArray(
                    5,
                    array(
                            connection,
                            "bytea",
                            rows.stream().map(RowStateCodec::encode).toArray(byte[][]::new)));
            write.executeUpdate();
        }
    }

    private static Array array(Connection connection, String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    @Override
    public String clockMillis() {
        return "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    }
}
