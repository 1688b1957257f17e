package io.lakesync.it.materialise;

import io.lakesync.it.server.DeployedServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A materialised table as any program reads it: over JDBC, with the name that the documentation tells. */
public record MaterialisedRows(DeployedServer server, String table) {
    static final String LIFE = "CASE WHEN \"deleted_at\" IS NULL THEN 'alive' ELSE 'dead' END";

    /** Columns, or expressions with a space in them, of all rows by row id; NULL as "null". */
    public List<List<String>> of(String... columns) throws SQLException {
        var list = Arrays.stream(columns)
                .map(c -> c.indexOf(' ') < 0 ? "\"%s\"".formatted(c) : c)
                .collect(Collectors.joining(", "));
        var rows = new ArrayList<List<String>>();
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT %s FROM %s ORDER BY \"row_id\"".formatted(list, table))) {
            while (found.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns.length; i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** Waits until the rows are these. */
    void await(List<List<String>> expected, String... columns) throws InterruptedException {
        Patience.until(() -> expected.equals(found(columns)), () -> "%s, not %s".formatted(found(columns), expected));
    }

    Object found(String... columns) {
        try {
            return of(columns);
        } catch (SQLException notYet) {
            return notYet;
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql.formatted(table));
        }
    }
}
