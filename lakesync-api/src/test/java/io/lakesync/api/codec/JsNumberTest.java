package io.lakesync.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsNumberTest {
    /** A thousand doubles of every kind, as Node.js prints them: bits in hexadecimal, then the text. */
    @Test
    void prints_as_node_does() throws IOException {
        try (var file = JsNumberTest.class.getResourceAsStream("js-numbers.txt")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSizeGreaterThan(1000);
            for (var line : lines) {
                double value = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, 16), 16));
                assertThat(JsNumber.print(value)).isEqualTo(line.substring(17));
                assertThat(JsNumber.normalise(Double.toString(value))).isEqualTo(line.substring(17));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.0E-3, 0.002",
        "2E23, 2e+23",
        "5e-324, 5e-324",
        "1e21, 1e+21",
        "1e-7, 1e-7",
        "9007199254740993, 9007199254740992",
        "1.0, 1",
        "-0, 0",
        "-0.0, 0",
        "-0e7, 0",
        "100, 100",
        "-100, -100",
        "12.50, 12.5",
        "999999999999999, 999999999999999",
        "9999999999999999, 10000000000000000",
        "1e-400, 0",
        "1e20, 100000000000000000000",
        "123e-20, 1.23e-18",
        "0.000001, 0.000001",
        "0.00000123, 0.00000123"
    })
    void normalises_every_spelling(String written, String printed) {
        assertThat(JsNumber.normalise(written)).isEqualTo(printed);
    }

    @Test
    void what_is_not_finite_is_null() {
        assertThat(JsNumber.print(Double.NaN)).isEqualTo("null");
        assertThat(JsNumber.print(Double.NEGATIVE_INFINITY)).isEqualTo("null");
    }

    @Seeds
    void reads_back_as_the_same_double_and_is_never_longer_than_javas_own(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                var printed = JsNumber.print(value);
                assertThat(Double.parseDouble(printed)).isEqualTo(value == 0 ? 0.0 : value);
                assertThat(digits(printed)).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    private static int digits(String number) {
        return number.replaceAll("[eE].*", "")
                .replaceAll("[^0-9]", "")
                .replaceAll("^0+|0+$", "")
                .length();
    }
}
