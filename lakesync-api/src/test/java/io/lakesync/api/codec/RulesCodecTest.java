package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.PAYLOAD_TOO_LARGE;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.Seeds;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesCodecTest {
    private static final String MINE =
            "{\"version\":1,\"buckets\":[{\"name\":\"mine\",\"tables\":[\"todos\"],\"filters\":"
                    + "[{\"column\":\"user_id\",\"op\":\"eq\",\"value\":\"jwt:sub\"}]}]}";

    @Test
    void reads_the_rules_of_the_reference() {
        var filter = new Filter("user_id", FilterOp.EQ, new Operand.Claim("sub"));

        assertThat(read(MINE))
                .isEqualTo(new SyncRules(
                        1, List.of(new Bucket("mine", List.of("todos"), List.of(filter), WriteLevel.VISIBLE))));
    }

    @Test
    void reads_null_tests_write_levels_and_literals_and_ignores_the_rest() {
        var rules = read(
                "{\"version\":2.0,\"x\":{},\"buckets\":[{\"name\":\"a\",\"tables\":[],\"write\":\"own\",\"y\":1,\"filters\":["
                        + "{\"column\":\"a\",\"op\":\"neq\",\"value\":null,\"z\":[]},"
                        + "{\"column\":\"b\",\"op\":\"gte\",\"value\":\"10\"}]}]}");

        assertThat(rules)
                .isEqualTo(new SyncRules(
                        2,
                        List.of(new Bucket(
                                "a",
                                List.of(),
                                List.of(
                                        new Filter("a", FilterOp.NEQ, new Operand.Null()),
                                        new Filter("b", FilterOp.GTE, new Operand.Literal("10"))),
                                WriteLevel.OWN))));
    }

    @Test
    void no_buckets_are_rules_too() {
        assertThat(read("{\"version\":1,\"buckets\":[]}").buckets()).isEmpty();
    }

    @Test
    void every_fault_is_named_with_line_column_and_path() {
        var refused = refusal(
                """
                {
                  "version": 0,
                  "buckets": [
                    {"name": "a", "tables": ["t", ""], "filters": []},
                    {"name": "a", "tables": [],
                     "filters": [{"column": "x", "op": "eq", "value": "1"},
                                 {"column": "x", "op": "like", "value": ""}]}
                  ]
                }
                """);

        assertThat(refused.failure()).isEqualTo(VALIDATION_ERROR);
        assertThat(refused.details())
                .extracting(FailureDetail::message)
                .containsExactly(
                        "line 2, column 14: version must be a whole number from 1",
                        "line 4, column 35: buckets[0].tables[1] must be a non-empty string",
                        "line 5, column 14: buckets[1].name is the name of another bucket too",
                        "line 7, column 40: buckets[1].filters[1].op must be one of eq, in, neq, gt, lt, gte, lte",
                        "line 7, column 57: buckets[1].filters[1].value must be a non-empty string");
        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(0, 0, 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "null                     | line 1, column 1: the document must be an object",
                "[]                       | line 1, column 1: the document must be an object",
                "{\"buckets\":[]}         | line 1, column 1: version must be a whole number from 1",
                "{\"version\":1.5,\"buckets\":[]} | line 1, column 12: version must be a whole number from 1",
                "{\"version\":\"1\",\"buckets\":[]} | line 1, column 12: version must be a whole number from 1",
                "{\"version\":1}          | line 1, column 1: buckets must be an array",
                "{\"version\":1,\"buckets\":{}} | line 1, column 24: buckets must be an array",
                "{\"version\":1,\"buckets\":[1]} | line 1, column 25: buckets[0] must be an object",
                "{\"version\":1,\"version\":2,\"buckets\":[]} | line 1, column 24: version appears twice",
            })
    void a_bad_document_is_named(String document, String message) {
        assertThat(refusal(document).details())
                .extracting(FailureDetail::message)
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"op\":\"gt\",\"value\":null | may be null with eq and neq only",
                "\"op\":\"eq\"               | must be a non-empty string",
                "\"op\":\"eq\",\"value\":1   | must be a non-empty string",
                "\"op\":\"eq\",\"value\":[\"a\"] | must be a non-empty string",
                "\"op\":\"eq\",\"value\":\"jwt:\" | must name a claim after jwt:",
                "\"value\":\"a\"             | must be a non-empty string",
                "\"op\":\"EQ\",\"value\":\"a\" | must be one of eq, in, neq, gt, lt, gte, lte",
            })
    void a_bad_filter_is_named(String parts, String message) {
        var filter = "{\"column\":\"a\"," + parts + "}";
        var document = "{\"version\":1,\"buckets\":[{\"name\":\"b\",\"tables\":[],\"filters\":[" + filter + "]}]}";

        assertThat(refusal(document))
                .hasMessageContaining("buckets[0].filters[0]")
                .hasMessageEndingWith(message);
    }

    @ParameterizedTest
    @CsvSource({"visible,VISIBLE", "own,OWN", "any,ANY", "none,NONE"})
    void has_four_write_levels(String word, WriteLevel level) {
        assertThat(read(bucket("\"write\":\"" + word + "\"")).buckets().get(0).write())
                .isEqualTo(level);
    }

    @Test
    void another_write_level_is_refused() {
        assertThat(refusal(bucket("\"write\":\"all\"")))
                .hasMessageEndingWith("buckets[0].write must be one of visible, own, any, none");
        assertThat(refusal(bucket("\"write\":null")))
                .hasMessageEndingWith("buckets[0].write must be a non-empty string");
    }

    @Test
    void sizes_are_bounded() {
        var bucket = "{\"name\":\"%d\",\"tables\":[],\"filters\":[]},";
        var buckets = new StringBuilder();
        for (int i = 0; i < 257; i++) {
            buckets.append(bucket.formatted(i));
        }
        buckets.setLength(buckets.length() - 1);
        assertThat(refusal("{\"version\":1,\"buckets\":[" + buckets + "]}"))
                .hasMessageEndingWith("buckets must not have more than 256 items, has 257");

        var filters = "{},".repeat(64) + "{}";
        assertThat(refusal(
                        "{\"version\":1,\"buckets\":[{\"name\":\"b\",\"tables\":[],\"filters\":[" + filters + "]}]}"))
                .hasMessageEndingWith("filters must not have more than 64 items, has 65");

        assertThat(refusal(MINE + " ".repeat(1 << 20)).failure()).isEqualTo(PAYLOAD_TOO_LARGE);
    }

    @Test
    void what_is_not_json_says_where() {
        assertThat(refusal("{\n  \"version\": 1,\n}")).hasMessageStartingWith("Invalid JSON body at line 3, column 2:");
        assertThat(refusal("[".repeat(100_000)).failure()).isEqualTo(VALIDATION_ERROR);
        assertThat(refusal("").failure()).isEqualTo(VALIDATION_ERROR);
    }

    @Test
    void long_paths_are_cut() {
        var key = "k".repeat(40_000);
        assertThat(refusal("{\"version\":1,\"buckets\":[],\"" + key + "\":{\"a\":1,\"a\":2}}")
                        .getMessage())
                .hasSizeLessThan(300)
                .endsWith("kkk.a appears twice");
    }

    @Seeds
    void damaged_rules_are_refused_or_read_and_nothing_else(long seed) {
        var world = new DeltaWorld(seed);
        for (int i = 0; i < 50; i++) {
            var damaged = world.damaged(MINE.getBytes(UTF_8));
            try {
                assertThat(RulesCodec.read(damaged)).isNotNull();
            } catch (SyncException e) {
                assertThat(e.failure()).isEqualTo(VALIDATION_ERROR);
            }
        }
    }

    private static String bucket(String extra) {
        return "{\"version\":1,\"buckets\":[{\"name\":\"b\",\"tables\":[],\"filters\":[]," + extra + "}]}";
    }

    private static SyncRules read(String document) {
        return RulesCodec.read(document.getBytes(UTF_8));
    }

    private static SyncException refusal(String document) {
        var refusal = catchThrowableOfType(SyncException.class, () -> read(document));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
