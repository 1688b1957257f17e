package io.lakesync.server.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookoutTest {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final Lookout lookout = new Lookout(EVERY);
    private int looks;

    @Test
    void it_looks_at_first_and_then_every_so_often() {
        ask(NOON);
        ask(NOON.plus(EVERY).minusNanos(1));
        assertThat(looks).isEqualTo(1);
        ask(NOON.plus(EVERY));
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void a_look_that_failed_is_made_again_at_once() {
        assertFails(NOON);
        ask(NOON);
        ask(NOON);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void a_call_is_heard_by_the_next_look_that_succeeds() {
        ask(NOON);
        lookout.call();
        assertFails(NOON);
        ask(NOON);
        ask(NOON);
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void a_call_during_a_look_asks_for_another() {
        lookout.ask(NOON, lookout::call);
        ask(NOON);
        ask(NOON);
        assertThat(looks).isEqualTo(1);
    }

    private void ask(Instant now) {
        lookout.ask(now, () -> looks++);
    }

    private void assertFails(Instant now) {
        assertThatThrownBy(() -> lookout.ask(now, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
    }
}
