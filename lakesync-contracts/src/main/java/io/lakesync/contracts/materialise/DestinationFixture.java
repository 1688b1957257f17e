package io.lakesync.contracts.materialise;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import io.lakesync.engine.materialise.SqlName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** Opens the tables of one gateway, new for every test, and reads what a reader would. */
public abstract class DestinationFixture {
    static final Cursor SOMEWHERE = Cursor.inSnapshot(100);

    private final GatewayId gateway = new GatewayId("gw-" + UUID.randomUUID());
    private final List<Materialiser> materialisers = new ArrayList<>();
    private long epoch;

    /** The epoch of the latest opening. */
    final long epoch() {
        return epoch;
    }

    /** A new materialiser, not yet opened, on a database that all of one test share. */
    protected abstract Materialiser materialiser(GatewayId gateway, DestinationTable table);

    /** A connection to the same database. */
    protected abstract Connection connect() throws SQLException;

    @AfterEach
    void close() {
        materialisers.forEach(Materialiser::close);
    }

    /** A table that was opened, and how far it was then. */
    record Opened(DestinationTable table, Materialiser materialiser, Cursor cursor) {
        void write(Cursor reached, TodoRow... rows) {
            materialiser.write(Arrays.stream(rows).map(row -> row.in(table)).toList(), reached);
        }
    }

    final Opened open(TableSchema schema) {
        var table = DestinationTable.of(gateway, schema);
        var materialiser = materialiser(gateway, table);
        materialisers.add(materialiser);
        return new Opened(table, materialiser, materialiser.open(++epoch).cursor());
    }

    final String qualified(String table) {
        return "%s.\"%s\"".formatted(SqlName.of(gateway).quoted(), table);
    }

    /** The rows of todos by row id, times as milliseconds. */
    final List<List<Object>> rows(String... columns) throws SQLException {
        return rowsOf("todos", columns);
    }

    final List<List<Object>> rowsOf(String table, String... columns) throws SQLException {
        var list = Arrays.stream(columns).map(c -> '"' + c + '"').collect(Collectors.joining(", "));
        var query = "SELECT %s FROM %s ORDER BY \"row_id\"".formatted(list, qualified(table));
        var rows = new ArrayList<List<Object>>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(row(found, columns.length));
            }
        }
        return rows;
    }

    /** A JSON column of the first row of todos, without white space: each product has its own taste. */
    final String json(String column) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT \"%s\" FROM %s ORDER BY \"row_id\"".formatted(column, qualified("todos")))) {
            found.next();
            return found.getString(1).replace(" ", "");
        }
    }

    final void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Object> row(ResultSet found, int columns) throws SQLException {
        var row = new ArrayList<Object>();
        for (int i = 1; i <= columns; i++) {
            var label = found.getMetaData().getColumnLabel(i);
            if (label.endsWith("_at")) {
                var time = found.getObject(i, OffsetDateTime.class);
                row.add(time == null ? null : time.toInstant().toEpochMilli());
            } else {
                row.add(found.getObject(i));
            }
        }
        return row;
    }
}
