package io.lakesync.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTest {
    @ParameterizedTest
    @CsvSource({
        "0, at the head, good, 0, false",
        "1, 1 ms, good, 1, true",
        "10000, 10 s, good, 10, true",
        "10001, 10 s, fair, 11, true",
        "59999, 59 s, fair, 60, true",
        "60000, 1 min 0 s, poor, 60, true",
        "9000000, 2 h, poor, 60, true",
    })
    void a_lag_has_a_text_a_level_and_a_place_on_the_meter(
            long millis, String text, String level, long metered, boolean behind) {
        Lag lag = new Lag(OptionalLong.of(millis));

        assertThat(lag.text()).isEqualTo(text);
        assertThat(lag.level()).isEqualTo(level);
        assertThat(lag.metered()).isEqualTo(metered);
        assertThat(lag.isBehind()).isEqualTo(behind);
    }

    @Test
    void an_unknown_lag_is_not_shown_as_none() {
        Lag lag = new Lag(OptionalLong.empty());

        assertThat(lag.text()).isEqualTo("unknown");
        assertThat(lag.level()).isEqualTo("unknown");
        assertThat(lag.isBehind()).isFalse();
    }
}
