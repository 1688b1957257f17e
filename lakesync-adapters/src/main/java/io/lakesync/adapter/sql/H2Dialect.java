package io.lakesync.adapter.sql;

import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.SqlDefinitions;
import io.lakesync.engine.materialise.SqlDialect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** H2 2.2 and later. Its VARCHAR and JSON hold 1,048,576 characters, as much as the largest row state. */
public final class H2Dialect implements SqlDialect {
    private static final String INDEX = "CREATE INDEX IF NOT EXISTS %s ON %s (%s)";

    private static final String APPEND =
            """
            MERGE INTO lakesync.lakesync_deltas
            (gateway, stamp, delta_id, "table", row_id, "columns", hlc, client_id, op)
            KEY (gateway, stamp) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final SqlDefinitions definitions =
            new StandardDefinitions(new SqlTypes("VARCHAR", "JSON", "JSON '{}'"), INDEX);

    @Override
    public boolean speaks(String product) {
        return product.equals("H2");
    }

    @Override
    public SqlDefinitions definitions() {
        return definitions;
    }

    @Override
    public String appendHistory() {
        return APPEND;
    }

    /** H2 uses no index for a join with an array; a look-up in the same process costs microseconds. */
    @Override
    public Optional<String> findAll(DestinationTable table) {
        return Optional.empty();
    }

    /** Bytes are JSON to H2; a string would become a JSON string. */
    @Override
    public Object bind(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String text(Object json) {
        return new String((byte[]) json, StandardCharsets.UTF_8);
    }
}
