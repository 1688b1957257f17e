package io.lakesync.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "0, just now",
        "9, just now",
        "10, 10 s ago",
        "19, 10 s ago",
        "59, 50 s ago",
        "60, 1 min ago",
        "3599, 59 min ago",
        "3600, 1 h ago",
        "172799, 47 h ago",
        "172800, 2 days ago",
        "31536000, 365 days ago",
    })
    void the_past_is_told_in_its_largest_unit(long seconds, String text) {
        assertThat(Elapsed.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(text);
    }

    @Test
    void a_clock_that_is_ahead_of_ours_does_not_make_the_future() {
        assertThat(Elapsed.ago(NOW.plusSeconds(5000), NOW)).isEqualTo("just now");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 0 ms",
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "1449, 1.4 s",
        "9999, 9.9 s",
        "10000, 10 s",
        "59999, 59 s",
        "60000, 1 min 0 s",
        "912000, 15 min 12 s",
        "3599999, 59 min 59 s",
        "3600000, 1 h",
        "172800000, 2 days",
    })
    void a_stretch_is_told_with_the_precision_that_matters(long millis, String text) {
        assertThat(Elapsed.precisely(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
