package io.lakesync.server.clock;

import static java.util.logging.Level.INFO;
import static java.util.logging.Level.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockErrorTest {
    private final ClockError error = new ClockError();

    @Test
    void a_clock_that_is_about_right_is_no_news() {
        assertThat(error.news(Duration.ofSeconds(5))).isEmpty();
        assertThat(error.news(Duration.ofSeconds(-5))).isEmpty();
    }

    @Test
    void a_wrong_clock_is_told_once_and_again_when_it_is_right() {
        assertThat(error.news(Duration.ofDays(1))).hasValueSatisfying(news -> {
            assertThat(news.level()).isEqualTo(WARNING);
            assertThat(news.sentence()).contains("86400 s ahead of the database's");
        });
        assertThat(error.news(Duration.ofDays(1).plusSeconds(1))).isEmpty();
        assertThat(error.news(Duration.ZERO))
                .hasValueSatisfying(news -> assertThat(news.level()).isEqualTo(INFO));
        assertThat(error.news(Duration.ZERO)).isEmpty();
    }

    @Test
    void a_clock_that_is_wrong_in_another_way_is_told() {
        assertThat(error.news(Duration.ofDays(1))).isPresent();
        assertThat(error.news(Duration.ofMinutes(-1)))
                .hasValueSatisfying(news -> assertThat(news.sentence()).contains("60 s behind the database's"));
    }
}
