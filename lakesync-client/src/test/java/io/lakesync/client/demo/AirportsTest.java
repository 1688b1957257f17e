package io.lakesync.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AirportsTest {
    @Test
    void there_are_3376_of_them_with_seven_columns_each() {
        var airports = Airports.load();

        assertThat(airports).hasSize(3376);
        assertThat(airports.values()).allSatisfy(row -> assertThat(row).containsOnlyKeys(Airports.COLUMNS));
    }

    @Test
    void quoted_commas_and_quotes_belong_to_the_name() {
        var airports = Airports.load();

        assertThat(airports.get(new RowKey("airports", "35A")))
                .containsEntry("name", new JsonValue("\"Union County, Troy Shelton\""))
                .containsEntry("latitude", new JsonValue("34.68680111"));
        assertThat(airports.get(new RowKey("airports", "DBN")))
                .containsEntry("name", new JsonValue("\"W. H. \\\"Bud\\\" Barron\""));
    }

    @Test
    void the_table_is_declared_as_it_is() {
        var schema = SchemaCodec.read(Airports.SCHEMA.getBytes(StandardCharsets.UTF_8));

        assertThat(schema.deltaTable()).isEqualTo(Airports.TABLE);
        assertThat(schema.columnNames()).containsExactlyInAnyOrderElementsOf(Airports.COLUMNS);
    }
}
