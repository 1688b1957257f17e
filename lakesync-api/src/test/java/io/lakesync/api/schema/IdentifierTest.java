package io.lakesync.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "Todo_1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void takes_names_that_sql_takes(String name) {
        assertThat(new Identifier(name).quoted()).isEqualTo('"' + name + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a-b", "é", "a\n", "a\";drop table x;--"})
    void refuses_everything_else(String name) {
        assertThatThrownBy(() -> new Identifier(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_65_characters() {
        assertThat(Identifier.isValid("a".repeat(65))).isFalse();
    }
}
