package io.lakesync.engine.follower;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much a follower carries at once, and how long it pauses after failures.
 *
 * @param batchMax entries in one transaction of the destination
 * @param pauseMax longest pause
 */
public record Pace(int batchMax, Duration pauseMax) {
    private static final Duration PAUSE_MIN = Duration.ofMillis(250);
    private static final int DOUBLINGS_MAX = 16;

    public Pace {
        requireNonNull(pauseMax, "pauseMax");
        if (batchMax < 1) {
            throw new IllegalArgumentException("batchMax must be at least 1, was " + batchMax);
        }
    }

    /**
     * Doubles with every failure in a row, up to the longest; half of it is left to chance, so that what failed together
     * does not come back together.
     *
     * @param failures in a row, this one included
     * @param chance from 0 to 1
     */
    Duration pause(int failures, double chance) {
        long doubled = PAUSE_MIN.toMillis() << Math.min(failures - 1, DOUBLINGS_MAX);
        long millis = Math.min(pauseMax.toMillis(), doubled);
        return Duration.ofMillis(Math.round(millis / 2.0 * (1 + chance)));
    }
}
