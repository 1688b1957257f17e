package io.lakesync.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "\"milk\"      | text, 4 characters",
                "\"\"          | text, 0 characters",
                "\"null\"      | text, 4 characters",
                "4111111111    | number, 10 characters",
                "-1.5e3        | number, 6 characters",
                "null          | null",
                "true          | true or false",
                "false         | true or false",
                "{\"pin\":1234}| object, 12 characters",
                "[\"milk\"]    | list, 8 characters",
            })
    void a_value_is_told_by_kind_and_size_alone(String json, String told) {
        assertThat(Mask.of(new JsonValue(json))).isEqualTo(told);
    }
}
