package io.lakesync.adapter.sql;

import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.SqlDefinitions;
import io.lakesync.engine.materialise.SqlName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that the dialects share.
 *
 * @param index template of an index: its name, the table, the column
 */
record StandardDefinitions(SqlTypes types, String index) implements SqlDefinitions {
    private static final String CURSORS =
            """
            CREATE TABLE IF NOT EXISTS lakesync.lakesync_cursor (
                gateway VARCHAR(60) NOT NULL,
                follower VARCHAR(255) NOT NULL,
                epoch BIGINT NOT NULL,
                "cursor" BIGINT NOT NULL,
                updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
                shape VARCHAR(64) DEFAULT '' NOT NULL,
                PRIMARY KEY (gateway, follower))
            """;

    private static final String HISTORY =
            """
            CREATE TABLE IF NOT EXISTS lakesync.lakesync_deltas (
                gateway VARCHAR(60) NOT NULL,
                stamp BIGINT NOT NULL,
                delta_id %1$s NOT NULL,
                "table" %1$s NOT NULL,
                row_id %1$s NOT NULL,
                "columns" %2$s NOT NULL,
                hlc BIGINT NOT NULL,
                client_id %1$s NOT NULL,
                op %1$s DEFAULT 'INSERT' NOT NULL,
                PRIMARY KEY (gateway, stamp))
            """;
    private static final String GAPS =
            """
            CREATE TABLE IF NOT EXISTS lakesync.lakesync_gap (
                gateway VARCHAR(60) NOT NULL,
                follower VARCHAR(255) NOT NULL,
                after_stamp BIGINT NOT NULL,
                up_to BIGINT NOT NULL,
                PRIMARY KEY (gateway, follower, after_stamp))
            """;
    private static final List<String> HISTORY_INDEXES = List.of(
            "CREATE INDEX IF NOT EXISTS lakesync_deltas_hlc ON lakesync.lakesync_deltas (hlc)",
            "CREATE INDEX IF NOT EXISTS lakesync_deltas_row ON lakesync.lakesync_deltas (\"table\", row_id)");

    @Override
    public List<String> history() {
        var statements = new ArrayList<String>();
        statements.add(HISTORY.formatted(types.text(), types.json()));
        statements.add(GAPS);
        statements.addAll(HISTORY_INDEXES);
        return List.copyOf(statements);
    }

    @Override
    public List<String> cursors() {
        return List.of("CREATE SCHEMA IF NOT EXISTS lakesync", CURSORS);
    }

    @Override
    public List<String> table(DestinationTable table, Set<String> present) {
        var columns = columns(table);
        var statements = new ArrayList<String>();
        if (present.isEmpty()) {
            statements.add(
                    "CREATE SCHEMA IF NOT EXISTS %s".formatted(table.schema().quoted()));
            statements.add("CREATE TABLE IF NOT EXISTS %s (%s)".formatted(table.qualified(), definitions(columns)));
        } else {
            columns.keySet().removeIf(name -> present.contains(name.name()));
            columns.forEach((name, type) -> statements.add(
                    "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s".formatted(table.qualified(), name.quoted(), type)));
        }
        for (var column : table.indexed()) {
            var name = SqlName.ofIndex(table.name(), column.name());
            statements.add(index.formatted(
                    name.quoted(), table.qualified(), column.name().quoted()));
        }
        return List.copyOf(statements);
    }

    private static String definitions(Map<SqlName, String> columns) {
        return columns.entrySet().stream()
                .map(c -> "%s %s".formatted(c.getKey().quoted(), c.getValue()))
                .collect(Collectors.joining(", "));
    }

    private Map<SqlName, String> columns(DestinationTable table) {
        var columns = new LinkedHashMap<SqlName, String>();
        columns.put(SqlName.ROW_ID, types.rowId());
        table.columns().forEach(c -> columns.put(c.name(), types.of(c.type())));
        columns.put(SqlName.PROPS, types.props());
        if (table.softDelete()) {
            columns.put(SqlName.DELETED_AT, "TIMESTAMP WITH TIME ZONE");
        }
        columns.put(SqlName.SYNCED_AT, "TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL");
        columns.put(SqlName.STAMP, "BIGINT DEFAULT 0 NOT NULL");
        return columns;
    }
}
