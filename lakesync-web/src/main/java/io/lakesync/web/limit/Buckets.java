package io.lakesync.web.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.lakesync.api.settings.Rate;
import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * The same rate for each of many keys, on its own account. What is remembered is bounded in bytes: beyond, the keys that
 * are met least are forgotten and begin anew. Safe for use by many threads.
 */
final class Buckets<K> {
    private static final Duration IDLE_MIN = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A bucket with its place in the map: 466 were measured, short keys included. */
    private static final int BUCKET_BYTES = 600;

    private final Rate rate;
    private final ForwardTime time;
    private final Cache<K, Bucket> buckets;

    Buckets(Rate rate, ForwardTime time, long bytesMax, ToIntFunction<K> chars) {
        this.rate = rate;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .ticker(time)
                // On the caller's thread: late housekeeping would forget busy keys.
                .executor(Runnable::run)
                .expireAfterAccess(idle(rate))
                .maximumWeight(bytesMax)
                .weigher((K key, Bucket bucket) -> BUCKET_BYTES + Character.BYTES * chars.applyAsInt(key))
                .build();
    }

    boolean admits(K key) {
        return buckets.get(key, fresh -> bucket()).tryConsume(1);
    }

    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    /** After this an untouched bucket is full again, so that forgetting it changes nothing. */
    private static Duration idle(Rate rate) {
        var refilled = Duration.ofSeconds(1 + rate.burst() / rate.perSecond());
        return refilled.compareTo(IDLE_MIN) > 0 ? refilled : IDLE_MIN;
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), SECOND))
                .withCustomTimePrecision(time)
                .build();
    }
}
