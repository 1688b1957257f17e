package io.lakesync.api.hlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Seeds;
import io.lakesync.api.failure.SyncException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

class HlcClockProperties {
    private static final int STEPS = 500;

    @Seeds
    void time_only_goes_forward_whatever_is_observed(long seed) {
        var random = new Random(seed);
        var millis = new AtomicLong(10_000);
        InstantSource physical = () -> Instant.ofEpochMilli(millis.get());
        var clock = new HlcClock(physical);
        var last = Hlc.ZERO;
        for (int i = 0; i < STEPS; i++) {
            millis.addAndGet(random.nextInt(7) - 3);
            var foreign = Hlc.of(millis.get() + random.nextInt(12_000) - 6000, random.nextInt(4) + 65_532);
            var next = random.nextBoolean() ? clock.issue() : observed(clock, foreign, last);
            assertThat(next).isGreaterThanOrEqualTo(last);
            assertThat(clock.issue()).isGreaterThan(last);
            last = clock.issue();
        }
    }

    private static Hlc observed(HlcClock clock, Hlc foreign, Hlc otherwise) {
        try {
            var next = clock.observe(foreign);
            assertThat(next).isGreaterThan(foreign).isGreaterThan(otherwise);
            return next;
        } catch (SyncException e) {
            assertThat(e).hasMessageContaining("ahead");
            return otherwise;
        }
    }
}
