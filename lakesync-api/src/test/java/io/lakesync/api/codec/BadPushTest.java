package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad bodies of a push: each a sentence that helps, never a crash. */
class BadPushTest {
    private static final String GOOD =
            "{\"op\":\"UPDATE\",\"table\":\"t\",\"rowId\":\"r\",\"clientId\":\"c\",\"columns\":[],\"hlc\":\"5\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"clientId\":\"c\",\"deltas\":[",
                "{} x",
                "{}{}",
                "nul",
                "\u0000",
                "{\"a\":NaN}",
                "{'a':1}"
            })
    void what_is_not_json_is_refused_as_a_whole(String body) {
        assertThat(refusal(body.getBytes(UTF_8)))
                .hasMessageStartingWith("Invalid JSON body")
                .returns(0, e -> e.details().size());
    }

    @Test
    void a_syntax_error_says_where_it_is_and_nothing_about_the_parser() {
        assertThat(refusal("{\n  \"clientId\": ".getBytes(UTF_8)))
                .hasMessageStartingWith("Invalid JSON body at line 2, column 15: Unexpected end-of-input")
                .message()
                .doesNotContain("Stream");
        assertThat(refusal("[".repeat(1000).getBytes(UTF_8))).message().doesNotContain("Stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"a\"", "true"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(refusal(body.getBytes(UTF_8))).hasMessage("the body must be a JSON object");
    }

    @Test
    void another_encoding_is_refused() {
        assertThat(refusal("{\"clientId\":\"é\",\"deltas\":[]}".getBytes(ISO_8859_1)))
                .hasMessage("Invalid JSON body: not UTF-8");
        refusal("{\"clientId\":\"e\",\"deltas\":[]}".getBytes(UTF_16));
        refusal(new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'});
    }

    @Test
    void depth_is_bounded_wherever_it_is() {
        var deep = "[".repeat(100_000);
        refusal(deep.getBytes(UTF_8));
        refusal(("{\"lastSeenHlc\":" + deep).getBytes(UTF_8));
        refusal(push(delta("\"x\":" + deep)).getBytes(UTF_8));
        var value = "[".repeat(501) + "]".repeat(501);
        assertThat(refusal(push("{\"columns\":[{\"column\":\"a\",\"value\":" + value + "}]}")
                        .getBytes(UTF_8)))
                .hasMessage("Invalid JSON body: more than 500 levels");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}                                | Missing required fields: clientId, deltas",
                "{\"clientId\":\"c\"}              | Missing required fields: clientId, deltas",
                "{\"deltas\":[]}                   | Missing required fields: clientId, deltas",
                "{\"clientId\":1,\"deltas\":[]}    | clientId must be a non-empty string",
                "{\"clientId\":null,\"deltas\":[]} | clientId must be a non-empty string",
                "{\"clientId\":[],\"deltas\":[]}   | clientId must be a non-empty string",
                "{\"clientId\":\"c\",\"deltas\":null} | deltas must be an array",
                "{\"clientId\":\"c\",\"deltas\":1} | deltas must be an array",
                "{\"clientId\":\"c\",\"deltas\":{}} | deltas must be an array",
                "{\"clientId\":\"c\",\"deltas\":[],\"deltas\":[]} | deltas appears twice",
            })
    void a_bad_envelope_is_named(String body, String message) {
        assertThat(refusal(body.getBytes(UTF_8))).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\""})
    void a_client_id_that_cannot_be_stored_is_refused(String clientId) {
        assertThat(refusal(("{\"clientId\":" + clientId + ",\"deltas\":[]}").getBytes(UTF_8)))
                .hasMessage("clientId must be a non-empty string without U+0000 or half of a surrogate pair");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "null | a delta is a JSON object",
                "1    | a delta is a JSON object",
                "[]   | a delta is a JSON object",
                "{}   | op is missing",
                "{\"op\":\"INSERT\"} | table is missing",
                "~\"op\":\"WAT\"~    | op must be INSERT, UPDATE or DELETE",
                "~\"op\":\"insert\"~ | op must be INSERT, UPDATE or DELETE",
                "~\"op\":1~          | op must be a string",
                "~\"table\":null~    | table must be a string",
                "~\"rowId\":7~       | rowId must be a string",
                "~\"clientId\":{}~   | clientId must be a string",
                "~\"deltaId\":null~  | deltaId must be a string",
                "~\"hlc\":5~         | hlc must be a string",
                "~\"hlc\":\"-1\"~    | hlc must be an unsigned 64-bit integer as a decimal string, such as \"111411200000000000\"",
                "~\"hlc\":\"abc\"~   | hlc must be an unsigned 64-bit integer as a decimal string, such as \"111411200000000000\"",
                "~\"hlc\":\"\"~      | hlc must be an unsigned 64-bit integer as a decimal string, such as \"111411200000000000\"",
                "~\"hlc\":\"18446744073709551616\"~ | hlc must be an unsigned 64-bit integer as a decimal string, such as \"111411200000000000\"",
                "~\"columns\":null~  | columns must be an array",
                "~\"columns\":{}~    | columns must be an array",
                "~\"columns\":[1]~   | columns[0] must have one string \"column\" and one \"value\", which may be null",
                "~\"columns\":[{\"column\":\"a\"}]~ | columns[0] must have one string \"column\" and one \"value\", which may be null",
                "~\"columns\":[{\"column\":1,\"value\":1}]~ | columns[0] must have one string \"column\" and one \"value\", which may be null",
                "~\"columns\":[{\"column\":\"a\",\"value\":1,\"value\":1}]~ | columns[0] must have one string \"column\" and one \"value\", which may be null",
                "~\"op\":\"DELETE\",\"columns\":[{\"column\":\"a\",\"value\":1}]~ | a DELETE has no columns",
                "~\"rowId\":\"a\\u0000\"~ | rowId must not contain U+0000 or half of a surrogate pair",
                "~\"table\":\"\\ud83d\"~ | table must not contain U+0000 or half of a surrogate pair",
                "~\"clientId\":\"\\ude00\"~ | clientId must not contain U+0000 or half of a surrogate pair",
            })
    void a_bad_delta_is_named_by_its_index(String delta, String message) {
        var bad = delta.startsWith("~") ? delta(delta.substring(1, delta.lastIndexOf('~'))) : delta;

        assertThat(refusal(push(GOOD + "," + bad).getBytes(UTF_8)).details())
                .containsExactly(new FailureDetail(1, VALIDATION_ERROR, message));
    }

    @Test
    void a_key_that_comes_twice_is_refused() {
        var twice = GOOD.replace("\"hlc\":\"5\"", "\"hlc\":\"5\",\"hlc\":\"6\"");

        assertThat(refusal(push(twice).getBytes(UTF_8))).hasMessage("deltas[0]: hlc appears twice");
        assertThat(refusal(push(GOOD.replace("\"columns\":[]", "\"columns\":[],\"columns\":[]"))
                        .getBytes(UTF_8)))
                .hasMessage("deltas[0]: columns appears twice");
    }

    @Test
    void a_body_that_is_no_json_is_told_before_its_bad_deltas() {
        var bad = push("1,{}");

        assertThat(refusal(bad.getBytes(UTF_8))).hasMessageStartingWith("deltas[0]: ");
        assertThat(refusal(bad.substring(0, bad.length() - 1).getBytes(UTF_8)))
                .hasMessageStartingWith("Invalid JSON body");
    }

    @Test
    void every_bad_delta_is_named() {
        var deltas = String.join(
                ",",
                IntStream.range(0, 10_000)
                        .mapToObj(i -> i % 2 == 0 ? GOOD : "1")
                        .toList());

        assertThat(refusal(push(deltas).getBytes(UTF_8)).details())
                .hasSize(5_000)
                .extracting(FailureDetail::index)
                .startsWith(1, 3, 5)
                .endsWith(9_999);
    }

    @Test
    void no_more_bad_deltas_are_named_than_a_push_may_hold_and_the_answer_stays_small() {
        var longest = delta("\"hlc\":\"\"");
        var body = push(String.join(",", Collections.nCopies(12_000, longest))).getBytes(UTF_8);

        var refusal = refusal(body);

        assertThat(refusal.details()).hasSize(10_000);
        assertThat(JsonCodec.writeFailure(refusal, "r")).hasSizeLessThan(2 << 20);
    }

    @Test
    void a_number_that_no_double_can_hold_is_refused() {
        var delta = delta("\"columns\":[{\"column\":\"a\",\"value\":[1e999]}]");

        assertThat(refusal(push(delta).getBytes(UTF_8)))
                .hasMessage("Invalid JSON body: a number is too large for a double");
    }

    private static String push(String deltas) {
        return "{\"clientId\":\"c\",\"deltas\":[" + deltas + "]}";
    }

    /** A good delta with some fields replaced. */
    private static String delta(String fields) {
        var rest = new StringBuilder("{").append(fields);
        for (var field : GOOD.substring(1, GOOD.length() - 1).split(",")) {
            var name = field.substring(0, field.indexOf(':') + 1);
            rest.append(fields.contains(name) ? "" : "," + field);
        }
        return rest.append('}').toString();
    }

    private static SyncException refusal(byte[] body) {
        var refusal = catchThrowableOfType(
                SyncException.class, () -> JsonCodec.readPush(DeltaWorld.GATEWAY, DeltaWorld.CAPABLE, body));
        assertThat(refusal).as(() -> new String(body, UTF_8)).isNotNull();
        assertThat(refusal.failure()).isEqualTo(VALIDATION_ERROR);
        return refusal;
    }
}
