package io.lakesync.client.demo;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** The table that the server keeps of the airports, read with SQL beside the server. */
record MaterialisedTable(String url, String user, String password) {
    static final String COUNT = "SELECT COUNT(*) FROM \"gw_airports\".\"airports\" WHERE deleted_at IS NULL";

    private static final String ROWS =
            """
            SELECT row_id, iata, name, city, state, country, latitude, longitude
            FROM "gw_airports"."airports" WHERE deleted_at IS NULL""";

    /** The rows that are alive; columns without a value are left out. */
    Map<RowKey, Map<String, JsonValue>> rows() throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                var query = connection.prepareStatement(ROWS);
                var found = query.executeQuery()) {
            var rows = new TreeMap<RowKey, Map<String, JsonValue>>();
            while (found.next()) {
                rows.put(new RowKey(Airports.TABLE, found.getString("row_id")), columns(found));
            }
            return rows;
        }
    }

    /** One line for a shell that counts the rows. */
    String commandLine() {
        if (!url.startsWith("jdbc:h2:")) {
            return "psql '%s' -c '%s'".formatted(url.replaceFirst("^jdbc:", ""), COUNT);
        }
        return "java -cp '%s' org.h2.tools.Shell -url '%s' -user '%s' -password '%s' -sql '%s'"
                .formatted(driver(), url, user, password, COUNT);
    }

    private String driver() {
        try {
            var source = DriverManager.getDriver(url)
                    .getClass()
                    .getProtectionDomain()
                    .getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (SQLException | URISyntaxException e) {
            throw new IllegalStateException("there is no driver for " + url, e);
        }
    }

    /** The same form for numbers, however many digits a client wrote. */
    static Map<RowKey, Map<String, JsonValue>> comparable(Map<RowKey, Map<String, JsonValue>> rows) {
        var comparable = new TreeMap<RowKey, Map<String, JsonValue>>();
        rows.forEach((key, row) -> {
            var columns = new TreeMap<>(row);
            columns.values().removeIf(JsonValue::isNull);
            columns.replaceAll(
                    (column, value) -> JsonText.isNumber(value) ? JsonText.ofNumber(JsonText.number(value)) : value);
            comparable.put(key, columns);
        });
        return comparable;
    }

    private static Map<String, JsonValue> columns(ResultSet found) throws SQLException {
        var columns = new TreeMap<String, JsonValue>();
        for (var column : Airports.COLUMNS) {
            var text = found.getString(column);
            if (text != null) {
                columns.put(
                        column,
                        isNumber(column) ? JsonText.ofNumber(found.getDouble(column)) : JsonText.ofString(text));
            }
        }
        return columns;
    }

    private static boolean isNumber(String column) {
        return Airports.NUMBERS.contains(column);
    }
}
