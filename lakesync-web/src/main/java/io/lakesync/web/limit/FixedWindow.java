package io.lakesync.web.limit;

import java.time.Duration;
import java.time.Instant;

/** Admits so many calls in each window of time; a window begins with the first call after the last one. Not thread-safe. */
public final class FixedWindow {
    private final int max;
    private final Duration length;
    private Instant end = Instant.MIN;
    private int admitted;

    public FixedWindow(int max, Duration length) {
        this.max = max;
        this.length = length;
    }

    public boolean admits(Instant now) {
        if (!now.isBefore(end)) {
            end = now.plus(length);
            admitted = 0;
        }
        return ++admitted <= max;
    }
}
