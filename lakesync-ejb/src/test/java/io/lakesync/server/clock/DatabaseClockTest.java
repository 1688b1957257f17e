package io.lakesync.server.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final DatabaseClock clock = new DatabaseClock();
    private Instant steady = START;

    DatabaseClockTest() {
        clock.steady = () -> steady;
    }

    @Test
    void time_is_what_the_database_told_last_and_goes_on() {
        clock.look(() -> START.minus(DAY).toEpochMilli());
        assertThat(clock.instant()).isEqualTo(START.minus(DAY));

        pass(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(START.minus(DAY).plusSeconds(3));

        clock.look(() -> START.toEpochMilli());
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void time_is_the_machines_until_the_database_was_asked() {
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void an_answer_that_was_long_on_its_way_is_not_believed() {
        clock.look(() -> {
            pass(Duration.ofSeconds(30));
            return START.plus(DAY).toEpochMilli();
        });

        assertThat(clock.instant()).isEqualTo(steady);
    }

    private void pass(Duration time) {
        steady = steady.plus(time);
    }
}
