package io.lakesync.api.hlc;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.time.Duration;
import java.time.InstantSource;

/** Issues timestamps that never go back and learns from those of others. Safe for use by many threads. */
public final class HlcClock {
    /** How far a foreign wall clock may be ahead; exactly this much still passes. */
    public static final Duration DRIFT_MAX = Duration.ofSeconds(5);

    private final InstantSource physical;
    private long wallMillis;
    private int counter;

    public HlcClock(InstantSource physical) {
        this.physical = requireNonNull(physical, "physical");
    }

    /** Hands out a timestamp greater than any issued or observed before. */
    public synchronized Hlc issue() {
        long wall = Math.max(physical.millis(), wallMillis);
        return moveTo(wall, wall == wallMillis ? counter + 1 : 0);
    }

    /**
     * Learns from a foreign timestamp and hands out one greater than both.
     *
     * @throws SyncException CLOCK_DRIFT when the foreign wall clock is more than {@link #DRIFT_MAX} ahead; the clock is
     *     then unchanged
     */
    public synchronized Hlc observe(Hlc foreign) {
        long now = physical.millis();
        requireNoDrift(foreign, now);
        long wall = Math.max(now, wallMillis);
        if (foreign.wallMillis() > wall) {
            return moveTo(foreign.wallMillis(), foreign.counter() + 1);
        }
        boolean equal = foreign.wallMillis() == wall;
        return moveTo(wall, (equal ? Math.max(counter, foreign.counter()) : counter) + 1);
    }

    /** @throws SyncException CLOCK_DRIFT when {@code foreign} is more than {@link #DRIFT_MAX} ahead of {@code nowMillis} */
    public static void requireNoDrift(Hlc foreign, long nowMillis) {
        long ahead = foreign.wallMillis() - nowMillis;
        if (ahead > DRIFT_MAX.toMillis()) {
            throw new SyncException(SyncFailure.CLOCK_DRIFT, driftMessage(ahead));
        }
    }

    /** The sentence existing clients know. */
    public static String driftMessage(long aheadMillis) {
        return "Remote clock is %dms ahead (max drift: %dms)".formatted(aheadMillis, DRIFT_MAX.toMillis());
    }

    private Hlc moveTo(long wall, int next) {
        boolean overflow = next > Hlc.COUNTER_MAX;
        wallMillis = overflow ? wall + 1 : wall;
        counter = overflow ? 0 : next;
        return Hlc.of(wallMillis, counter);
    }
}
