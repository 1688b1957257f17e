package io.lakesync.engine.materialise;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTextTest {
    private static final String HUGE_NUMBER = "9".repeat(4001);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[1,-2.5e10,true,\"a\\\"b\\\\\"]",
                "{\"\\u00e9\\ud83d\\ude00\\\\u0000\":\"\u00e9\ud83d\ude00\"}",
                "[ 1E4000, 1e-4000 ]",
                "\"1e99999 \\\\\\\" 1e99999\""
            })
    void json_that_every_destination_takes_is_left_as_it_is(String json) {
        assertThat(StorableText.ofJson(new JsonValue(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"\\u0000\"] | [\"\\ufffd\"]",
                "\"a\\ud800\" | \"a\\ufffd\"",
                "\"\\ud800\\u0041\" | \"\\ufffd\\u0041\"",
                "\"\\ud800\\ud800\\udc00\" | \"\\ufffd\\ud800\\udc00\"",
                "\"\\udc00\\ud800\" | \"\\ufffd\\ufffd\"",
                "{\"\\uDFFF\":1} | {\"\\ufffd\":1}",
                "[1e4001,2] | [\"1e4001\",2]",
                "-1E+99999999999 | \"-1E+99999999999\""
            })
    void what_a_destination_refuses_is_replaced(String json, String storable) {
        assertThat(StorableText.ofJson(new JsonValue(json))).isEqualTo(storable);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_number_of_thousands_of_digits_becomes_a_string(int level) {
        var before = "[".repeat(level) + HUGE_NUMBER + "]".repeat(level);
        var after = "[".repeat(level) + '"' + HUGE_NUMBER + '"' + "]".repeat(level);
        assertThat(StorableText.ofJson(new JsonValue(before))).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_text_comes_out_valid_and_comes_out_the_same_when_cleaned_again(long seed) {
        var random = new Random(seed);
        var alphabet = "a\"\\/\u0000\u001f\ud800\udbff\udc00\udfff\u00e9\uffff1e-";
        for (int i = 0; i < 500; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(8), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            var json = JsonText.ofString(text.toString());

            var clean = StorableText.ofValue(json);
            assertThat(clean.codePoints()).noneMatch(c -> c == 0 || (c >= 0xD800 && c < 0xE000));
            assertThat(clean).hasSameSizeAs(text);

            var storable = new JsonValue(StorableText.ofJson(json));
            assertThat(JsonText.string(storable)).isEqualTo(clean);
            assertThat(StorableText.ofJson(storable)).isEqualTo(storable.text());
        }
    }
}
