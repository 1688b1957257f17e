package io.lakesync.api.hlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HlcTest {
    @Test
    void has_48_bits_of_milliseconds_and_16_of_counter() {
        var hlc = Hlc.of(1_700_000_000_000L, 7);

        assertThat(hlc.wallMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(hlc.counter()).isEqualTo(7);
        assertThat(hlc).hasToString("111411200000000007");
    }

    @Test
    void is_ordered_unsigned() {
        assertThat(Hlc.parse("18446744073709551615")).isGreaterThan(Hlc.parse("9223372036854775807"));
        assertThat(Hlc.ZERO).isLessThan(Hlc.parse("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "9223372036854775808", "18446744073709551615"})
    void reads_what_it_prints(String decimal) {
        assertThat(Hlc.parse(decimal)).hasToString(decimal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "-1", "+1", "0x10", "1.0", "abc", "١", "18446744073709551616", "1e3"})
    void reads_nothing_but_unsigned_decimals(String text) {
        assertThatThrownBy(() -> Hlc.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void refuses_parts_that_do_not_fit() {
        assertThatThrownBy(() -> Hlc.of(1L << 48, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hlc.of(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hlc.of(0, 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hlc.of(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Hlc.of((1L << 48) - 1, 65_535)).hasToString("18446744073709551615");
    }
}
