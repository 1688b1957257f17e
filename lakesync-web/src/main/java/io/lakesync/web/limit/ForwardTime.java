package io.lakesync.web.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Time that goes on when the clock is set back; buckets would gain nothing until such a clock has caught up. Safe for use
 * by many threads.
 */
final class ForwardTime implements TimeMeter, Ticker {
    private final InstantSource clock;
    private long last;
    private long elapsed;

    ForwardTime(InstantSource clock) {
        this.clock = clock;
        this.last = nanos();
    }

    @Override
    public synchronized long currentTimeNanos() {
        long now = nanos();
        elapsed += Math.max(0, now - last);
        last = now;
        return elapsed;
    }

    @Override
    public long read() {
        return currentTimeNanos();
    }

    /** Counts from no moment that means anything. */
    @Override
    public boolean isWallClockBased() {
        return false;
    }

    private long nanos() {
        var now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
