package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.SCHEMA_ERROR;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.Seeds;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCodecTest {
    private static final String FULL =
            "{\"table\":\"tasks\",\"sourceTable\":\"todos\",\"columns\":[{\"name\":\"title\",\"type\":\"string\"},"
                    + "{\"name\":\"owner\",\"type\":\"string\",\"references\":{\"table\":\"people\",\"column\":\"id\","
                    + "\"cardinality\":\"many-to-one\"}}],\"primaryKey\":[\"row_id\",\"title\"],\"softDelete\":false,"
                    + "\"externalIdColumn\":\"owner\"}";

    @Test
    void reads_and_writes_everything_a_schema_says() {
        var owner = new Column(
                new Identifier("owner"),
                ColumnType.STRING,
                Optional.of(new Column.Reference("people", "id", "many-to-one")));
        var title = new Column(new Identifier("title"), ColumnType.STRING, Optional.empty());
        var schema = new TableSchema(
                new Identifier("tasks"),
                Optional.of(new Identifier("todos")),
                List.of(title, owner),
                List.of("row_id", "title"),
                false,
                Optional.of(new Identifier("owner")));

        assertThat(read(FULL)).isEqualTo(schema);
        assertThat(SchemaCodec.write(schema)).isEqualTo(FULL);
    }

    @Test
    void defaults_are_a_key_of_row_id_and_soft_delete() {
        var schema = read("{\"table\":\"t\",\"columns\":[],\"primaryKey\":null,\"extra\":1}");

        assertThat(schema.primaryKey()).containsExactly("row_id");
        assertThat(schema.softDelete()).isTrue();
        assertThat(schema.sourceTable()).isEmpty();
        assertThat(read(SchemaCodec.write(schema))).isEqualTo(schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"string", "number", "boolean", "json", "null"})
    void has_five_types(String type) {
        var text = "{\"table\":\"t\",\"columns\":[{\"name\":\"a\",\"type\":\"" + type
                + "\"}],\"primaryKey\":[\"row_id\"],\"softDelete\":true}";

        assertThat(SchemaCodec.write(read(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "null                                 | the document must be an object",
                "{\"columns\":[]}                     | table must be a non-empty string",
                "{\"table\":\"t\"}                    | columns must be an array",
                "{\"table\":\"1t\",\"columns\":[]}    | table must start with a letter or underscore",
                "{\"table\":\"LakeSync_cursor\",\"columns\":[]} | table must not start with lakesync_",
                "{\"table\":\"t\",\"sourceTable\":\"a b\",\"columns\":[]} | sourceTable must start with a letter",
                "~1~                                  | columns[0] must be an object",
                "~{\"type\":\"string\"}~              | columns[0].name must be a non-empty string",
                "~{\"name\":\"a;\",\"type\":\"string\"}~ | columns[0].name must start with a letter",
                "~{\"name\":\"a\"}~                   | columns[0].type must be a non-empty string",
                "~{\"name\":\"a\",\"type\":\"int\"}~  | columns[0].type must be one of string, number, boolean, json, null",
                "~{\"name\":\"a\",\"type\":\"json\"},{\"name\":\"a\",\"type\":\"json\"}~ | columns[1].name is the name of another column too",
                "~{\"name\":\"_\",\"type\":\"json\"},{\"name\":\"_\",\"type\":\"json\"}~ | columns[1].name is the name of another column too",
                "~{\"name\":\"aB\",\"type\":\"json\"},{\"name\":\"Ab\",\"type\":\"json\"}~ | columns[1].name differs from the column aB by case only",
                "~{\"name\":\"row_id\",\"type\":\"json\"}~ | columns[0].name is the name of a column that every destination table has",
                "~{\"name\":\"Props\",\"type\":\"json\"}~ | columns[0].name is the name of a column that every destination table has",
                "~{\"name\":\"deleted_at\",\"type\":\"json\"}~ | columns[0].name is the name of a column that every destination table has",
                "~{\"name\":\"synced_at\",\"type\":\"json\"}~ | columns[0].name is the name of a column that every destination table has",
                "~{\"name\":\"_stamp\",\"type\":\"json\"}~ | columns[0].name is the name of a column that every destination table has",
                "~{\"name\":\"a\",\"type\":\"json\",\"references\":1}~ | columns[0].references must be an object",
                "~~,\"primaryKey\":[]                 | primaryKey must name at least one column",
                "~~,\"primaryKey\":\"a\"              | primaryKey must be an array",
                "~~,\"primaryKey\":[\"b\"]            | primaryKey[0] must be row_id or a column",
                "~~,\"primaryKey\":[\"row_id\",\"row_id\"] | primaryKey[1] appears twice",
                "~~,\"softDelete\":1                  | softDelete must be true or false",
                "~~,\"externalIdColumn\":\"b\"        | externalIdColumn must be one of the columns",
                "~~,\"externalIdColumn\":\"\"         | externalIdColumn must be a non-empty string",
            })
    void a_bad_schema_is_named(String document, String message) {
        var parts = document.split("~", -1);
        var text = parts.length == 1 ? document : "{\"table\":\"t\",\"columns\":[" + parts[1] + "]" + parts[2] + "}";

        assertThat(refusal(text)).hasMessageContaining(": " + message).returns(SCHEMA_ERROR, SyncException::failure);
    }

    @Test
    void a_thousand_columns_and_no_more() {
        assertThat(read(wide(1000)).columns()).hasSize(1000);
        assertThat(refusal(wide(1001))).hasMessageEndingWith("columns must not have more than 1,000 items, has 1,001");
    }

    @Test
    void what_is_not_json_is_not_a_question_of_schema() {
        assertThat(refusal("{").failure()).isEqualTo(VALIDATION_ERROR);
        assertThat(refusal("").failure()).isEqualTo(VALIDATION_ERROR);
    }

    @Seeds
    void damaged_schemas_are_refused_or_read_and_nothing_else(long seed) {
        var world = new DeltaWorld(seed);
        for (int i = 0; i < 50; i++) {
            try {
                var schema = SchemaCodec.read(world.damaged(FULL.getBytes(UTF_8)));
                assertThat(read(SchemaCodec.write(schema))).isEqualTo(schema);
            } catch (SyncException e) {
                assertThat(e.failure()).isIn(SCHEMA_ERROR, VALIDATION_ERROR);
            }
        }
    }

    private static String wide(int columns) {
        return IntStream.range(0, columns)
                .mapToObj("{\"name\":\"c%d\",\"type\":\"number\"}"::formatted)
                .collect(Collectors.joining(",", "{\"table\":\"t\",\"columns\":[", "]}"));
    }

    private static TableSchema read(String document) {
        return SchemaCodec.read(document.getBytes(UTF_8));
    }

    private static SyncException refusal(String document) {
        var refusal = catchThrowableOfType(SyncException.class, () -> read(document));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
