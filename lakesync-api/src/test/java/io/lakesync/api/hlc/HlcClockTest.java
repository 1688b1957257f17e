package io.lakesync.api.hlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HlcClockTest {
    private final AtomicLong millis = new AtomicLong(1000);
    private final InstantSource physical = () -> Instant.ofEpochMilli(millis.get());
    private final HlcClock clock = new HlcClock(physical);

    @Test
    void follows_the_sequence_of_the_reference() {
        assertThat(clock.issue()).isEqualTo(Hlc.of(1000, 0));
        assertThat(clock.issue()).isEqualTo(Hlc.of(1000, 1));
        assertThat(clock.observe(Hlc.of(1000, 5))).isEqualTo(Hlc.of(1000, 6));
        assertThat(clock.observe(Hlc.of(6000, 1))).isEqualTo(Hlc.of(6000, 2));
        assertThatThrownBy(() -> clock.observe(Hlc.of(6001, 0)))
                .isInstanceOf(SyncException.class)
                .hasMessage("Remote clock is 5001ms ahead (max drift: 5000ms)")
                .extracting(e -> ((SyncException) e).failure())
                .isEqualTo(SyncFailure.CLOCK_DRIFT);
        assertThat(clock.observe(Hlc.of(10, 1))).isEqualTo(Hlc.of(6000, 3));
        assertThat(clock.issue()).isEqualTo(Hlc.of(6000, 4));
    }

    @Test
    void the_counter_begins_anew_with_a_new_millisecond() {
        clock.issue();
        clock.issue();
        millis.set(1001);

        assertThat(clock.issue()).isEqualTo(Hlc.of(1001, 0));
    }

    @Test
    void a_full_counter_moves_to_the_next_millisecond() {
        clock.observe(Hlc.of(1000, 65_534));

        assertThat(clock.issue()).isEqualTo(Hlc.of(1001, 0));
    }

    @Test
    void observing_a_full_counter_moves_to_the_next_millisecond() {
        assertThat(clock.observe(Hlc.of(2000, 65_535))).isEqualTo(Hlc.of(2001, 0));
    }

    @Test
    void a_physical_clock_that_goes_back_does_not_take_it_along() {
        clock.issue();
        millis.set(500);

        assertThat(clock.issue()).isEqualTo(Hlc.of(1000, 1));
    }

    @Test
    void drift_is_measured_against_the_given_time() {
        HlcClock.requireNoDrift(Hlc.of(6000, 9), 1000);
        assertThatThrownBy(() -> HlcClock.requireNoDrift(Hlc.of(6001, 0), 1000)).isInstanceOf(SyncException.class);
    }
}
