package io.lakesync.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-1.50e+3",
                "\"\"",
                "\"a\\u0041 \\\" é😀\"",
                "[ 1 , {} ]",
                "{\"b\" : 1, \"a\":2}"
            })
    void keeps_the_text_as_written(String text) {
        assertThat(JsonText.parse(text)).isEqualTo(new JsonValue(text));
        assertThat(JsonText.parse(" \n" + text + "\t ")).isEqualTo(new JsonValue(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "NaN",
                "Infinity",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "'a'",
                "\"a",
                "\"\n\"",
                "\"\\x\"",
                "[1,]",
                "{a:1}",
                "{\"a\":1,}",
                "1 2",
                "[] []",
                "//c\n1",
                "1e999",
                "-1e400",
                "\u0000",
                "\uFEFF1"
            })
    void refuses_what_is_not_exactly_one_value(String text) {
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOf(SyncException.class)
                .extracting(e -> ((SyncException) e).failure())
                .isEqualTo(SyncFailure.VALIDATION_ERROR);
    }

    @Test
    void takes_500_levels_and_no_more() {
        assertThat(JsonText.stable(JsonText.parse(nested(500)))).isEqualTo(nested(500));
        assertThatThrownBy(() -> JsonText.parse(nested(501))).isInstanceOf(SyncException.class);
        assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000))).isInstanceOf(SyncException.class);
    }

    @Test
    void a_number_of_400_digits_is_beyond_the_doubles() {
        assertThatThrownBy(() -> JsonText.parse("9".repeat(400))).isInstanceOf(SyncException.class);
        assertThat(JsonText.parse("9".repeat(300)).text()).hasSize(300);
    }

    @Test
    void decodes_and_encodes_strings() {
        var text = "tab\t quote\" back\\ nul\u0000 \u001f \u007f é \uD83D\uDE00 \u2028 lone \uD800.";
        var value = JsonText.ofString(text);

        assertThat(value.text())
                .isEqualTo(
                        "\"tab\\t quote\\\" back\\\\ nul\\u0000 \\u001f \u007f é \uD83D\uDE00 \u2028 lone \\ud800.\"");
        assertThat(JsonText.string(value)).isEqualTo(text);
        assertThat(JsonText.string(new JsonValue("\"plain\""))).isEqualTo("plain");
        assertThat(JsonText.ofString("\b\f\n\r\u000b").text()).isEqualTo("\"\\b\\f\\n\\r\\u000b\"");
    }

    @Test
    void reads_numbers_and_booleans() {
        assertThat(JsonText.number(new JsonValue("-1.5e3"))).isEqualTo(-1500);
        assertThat(JsonText.decimal(new JsonValue("9007199254740993"))).isEqualTo(new BigDecimal("9007199254740993"));
        assertThat(JsonText.decimal(new JsonValue("1e-99999999999"))).isEqualByComparingTo("0");
        assertThat(JsonText.decimal(new JsonValue("0e99999999999"))).isEqualByComparingTo("0");
        assertThat(JsonText.bool(JsonValue.TRUE)).isTrue();
        assertThat(JsonText.ofNumber(0.1 + 0.2)).hasToString("0.30000000000000004");
        assertThat(JsonText.ofBoolean(false)).isEqualTo(JsonValue.FALSE);
    }

    @Test
    void tells_the_kinds_apart() {
        assertThat(JsonText.isString(new JsonValue("\"1\""))).isTrue();
        assertThat(JsonText.isNumber(new JsonValue("-1"))).isTrue();
        assertThat(JsonText.isNumber(new JsonValue("\"1\""))).isFalse();
        assertThat(JsonText.isBoolean(JsonValue.FALSE)).isTrue();
        assertThat(JsonText.isBoolean(JsonValue.NULL)).isFalse();
        assertThat(JsonText.isStructured(new JsonValue("{}"))).isTrue();
        assertThatThrownBy(() -> JsonText.string(JsonValue.NULL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonText.number(JsonValue.TRUE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonText.bool(new JsonValue("1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "1 | 1.0 | true",
                "1 | \"1\" | false",
                "{\"a\":1,\"b\":2} | { \"b\":2.0, \"a\":1 } | true",
                "{\"a\":1} | {\"a\":1,\"b\":null} | false",
                "[1,2] | [2,1] | false",
                "\"A\" | \"\\u0041\" | true",
                "null | null | true",
                "0 | -0 | true"
            })
    void sameness_is_that_of_javascript(String a, String b, boolean same) {
        assertThat(JsonText.isSame(JsonText.parse(a), JsonText.parse(b))).isEqualTo(same);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
