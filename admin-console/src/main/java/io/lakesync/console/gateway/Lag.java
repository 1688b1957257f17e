package io.lakesync.console.gateway;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far a follower is behind, as people read it.
 *
 * @param millis age of the oldest entry that it has not passed; empty when unknown
 */
public record Lag(OptionalLong millis) {
    /** From here on a meter is full. */
    public static final long SCALE_SECONDS = 60;
    /** A follower takes batches: this much is its ordinary pace. */
    private static final long ORDINARY_MILLIS = 10_000;

    /** How much it matters. The word is the name of a style. */
    public String level() {
        if (millis.isEmpty()) {
            return "unknown";
        }
        if (millis.getAsLong() <= ORDINARY_MILLIS) {
            return "good";
        }
        return millis.getAsLong() < SCALE_SECONDS * 1000 ? "fair" : "poor";
    }

    /** Whether there is anything to measure. */
    public boolean isBehind() {
        return millis.orElse(0) > 0;
    }

    /** Where the meter stands, in seconds; at most {@link #SCALE_SECONDS}. */
    public long metered() {
        return Math.min(SCALE_SECONDS, (millis.orElse(0) + 999) / 1000);
    }

    public String text() {
        if (millis.isEmpty()) {
            return "unknown";
        }
        return millis.getAsLong() <= 0 ? "at the head" : Elapsed.precisely(Duration.ofMillis(millis.getAsLong()));
    }
}
