package io.lakesync.client.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The data set: see SOURCE.md beside it for where it comes from. */
final class Airports {
    static final String TABLE = "airports";
    static final List<String> COLUMNS = List.of("iata", "name", "city", "state", "country", "latitude", "longitude");
    static final List<String> NUMBERS = List.of("latitude", "longitude");
    static final String SCHEMA =
            """
            {"table": "airports", "softDelete": true, "columns": [
              {"name": "iata", "type": "string"}, {"name": "name", "type": "string"},
              {"name": "city", "type": "string"}, {"name": "state", "type": "string"},
              {"name": "country", "type": "string"},
              {"name": "latitude", "type": "number"}, {"name": "longitude", "type": "number"}]}
            """;

    private Airports() {}

    /** All airports in the order of the file, by the key of their row: their code is unique. */
    static Map<RowKey, Map<String, JsonValue>> load() {
        var format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var in = Airports.class.getResourceAsStream("airports.csv");
                var parser = format.parse(new InputStreamReader(in, UTF_8))) {
            var airports = new LinkedHashMap<RowKey, Map<String, JsonValue>>();
            for (var line : parser) {
                airports.put(new RowKey(TABLE, line.get("iata")), columns(line));
            }
            return airports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonValue> columns(CSVRecord line) {
        var columns = new LinkedHashMap<String, JsonValue>();
        for (var column : COLUMNS) {
            var text = line.get(column);
            columns.put(column, NUMBERS.contains(column) ? JsonText.parse(text) : JsonText.ofString(text));
        }
        return columns;
    }
}
