package io.lakesync.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "STRING | \"a\" | true",
                "STRING | 1     | false",
                "NUMBER | 1     | true",
                "NUMBER | -0.5  | true",
                "NUMBER | \"1\" | false",
                "NUMBER | true  | false",
                "BOOLEAN| true  | true",
                "BOOLEAN| 0     | true",
                "BOOLEAN| 1     | true",
                "BOOLEAN| 2     | false",
                "BOOLEAN| \"true\" | false",
                "JSON   | [1]   | true",
                "JSON   | \"a\" | true",
                "NULL   | {}    | true"
            })
    void takes_values_of_its_kind(ColumnType type, String value, boolean fits) {
        assertThat(type.fits(new JsonValue(value))).isEqualTo(fits);
    }

    @ParameterizedTest
    @EnumSource
    void takes_null_always(ColumnType type) {
        assertThat(type.fits(JsonValue.NULL)).isTrue();
    }

    @Test
    void has_the_word_of_the_wire() {
        assertThat(ColumnType.BOOLEAN.word()).isEqualTo("boolean");
    }
}
