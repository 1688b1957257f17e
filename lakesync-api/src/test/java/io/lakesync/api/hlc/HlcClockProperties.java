package io.lakesync.api.hlc;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Planted;
import io.lakesync.api.Seeds;
import io.lakesync.api.failure.SyncException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HlcClockProperties {
    private static final int STEPS = 500;

    @Seeds
    void time_only_goes_forward_whatever_is_observed(long seed) {
        requireForward(seed, HlcClockProperties::real);
    }

    @Seeds
    void so_does_a_clock_without_planted_bug(long seed) {
        requireForward(seed, PlantedClock::faultless);
    }

    @ParameterizedTest
    @EnumSource
    void every_planted_bug_is_noticed(PlantedClock.Bug bug) {
        Planted.requireNoticed(seed -> requireForward(seed, physical -> PlantedClock.with(bug, physical)));
    }

    private static void requireForward(long seed, Function<InstantSource, Ticking> making) {
        var random = new Random(seed);
        var millis = new AtomicLong(10_000);
        InstantSource physical = () -> Instant.ofEpochMilli(millis.get());
        var clock = making.apply(physical);
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

    private static Hlc observed(Ticking clock, Hlc foreign, Hlc otherwise) {
        try {
            var next = clock.observe(foreign);
            assertThat(next).isGreaterThan(foreign).isGreaterThan(otherwise);
            return next;
        } catch (SyncException e) {
            assertThat(e).hasMessageContaining("ahead");
            return otherwise;
        }
    }

    private static Ticking real(InstantSource physical) {
        var clock = new HlcClock(physical);
        return new Ticking() {
            @Override
            public Hlc issue() {
                return clock.issue();
            }

            @Override
            public Hlc observe(Hlc foreign) {
                return clock.observe(foreign);
            }
        };
    }

    /** What a clock can do. */
    interface Ticking {
        Hlc issue();

        Hlc observe(Hlc foreign);
    }
}
