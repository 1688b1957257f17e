package io.lakesync.adapter.sql;

import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.SqlDefinitions;
import io.lakesync.engine.materialise.SqlDialect;
import io.lakesync.engine.materialise.SqlName;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PGobject;

/** PostgreSQL, and whatever speaks like it. */
public final class PostgresDialect implements SqlDialect {
    /** A hash, because a B-tree refuses rows whose indexed value is longer than 2.7 kB. */
    private static final String INDEX = "CREATE INDEX IF NOT EXISTS %s ON %s USING hash (%s)";

    /**
     * OFFSET 0 makes it one index look-up per key. Every other form is read by scanning the whole table as long as its
     * statistics are young.
     */
    private static final String FIND_ALL =
            """
            SELECT found.* FROM json_array_elements_text(CAST(? AS json)) AS wanted(id),
            LATERAL (SELECT * FROM %s AS t WHERE t.%s = wanted.id OFFSET 0) AS found
            """;

    private static final String APPEND =
            """
            INSERT INTO lakesync.lakesync_deltas
            (gateway, stamp, delta_id, "table", row_id, "columns", hlc, client_id, op)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (gateway, stamp) DO NOTHING
            """;

    private final SqlDefinitions definitions = new StandardDefinitions(new SqlTypes("TEXT", "JSONB", "'{}'"), INDEX);

    @Override
    public boolean speaks(String product) {
        return product.equals("PostgreSQL");
    }

    @Override
    public SqlDefinitions definitions() {
        return definitions;
    }

    @Override
    public String appendHistory() {
        return APPEND;
    }

    @Override
    public Optional<String> findAll(DestinationTable table) {
        return Optional.of(FIND_ALL.formatted(table.qualified(), SqlName.ROW_ID.quoted()));
    }

    @Override
    public Object bind(String json) {
        var value = new PGobject();
        value.setType("jsonb");
        try {
            value.setValue(json);
        } catch (SQLException e) {
            throw new IllegalArgumentException("not storable as JSON", e);
        }
        return value;
    }

    @Override
    public String text(Object json) {
        return json.toString();
    }
}
