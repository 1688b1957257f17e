package io.lakesync.console.gateway;

import java.time.Duration;
import java.time.Instant;

/** Stretches of time as people read them: the one or two units that matter. */
final class Elapsed {
    private static final long RESOLUTION_SECONDS = GatewayWatch.BEAT.toSeconds();

    private Elapsed() {}

    /** Never finer than the page is brought up to date, so that it does not grow wrong while it is read. */
    static String ago(Instant then, Instant now) {
        long seconds = Duration.between(then, now).toSeconds();
        if (seconds < RESOLUTION_SECONDS) {
            return "just now";
        }
        if (seconds < 60) {
            return seconds - seconds % RESOLUTION_SECONDS + " s ago";
        }
        return largest(seconds) + " ago";
    }

    static String precisely(Duration stretch) {
        long millis = Math.max(0, stretch.toMillis());
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return "%d.%d s".formatted(millis / 1000, millis % 1000 / 100);
        }
        if (millis < 60_000) {
            return millis / 1000 + " s";
        }
        return millis < 3_600_000
                ? "%d min %d s".formatted(millis / 60_000, millis % 60_000 / 1000)
                : largest(millis / 1000);
    }

    private static String largest(long seconds) {
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
