package io.lakesync.server.schema;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/**
 * What was made of stored documents, under keys whose documents never change. Bounded in bytes: beyond, what is asked for
 * least is forgotten and made anew when it is asked for. Safe for use by many threads.
 */
public final class Remembered<K, V> {
    /** At most 7.5 were measured, of sync rules that only list tables; 3.3 of ordinary ones. */
    private static final int BYTES_PER_CHAR = 8;

    /** The key and the place in the map. */
    private static final int ENTRY_BYTES = 500;

    private final Cache<K, Made<V>> cache;

    public Remembered(long bytesMax) {
        cache = Caffeine.newBuilder()
                // On the caller's thread: late housekeeping would let it grow meanwhile.
                .executor(Runnable::run)
                .maximumWeight(bytesMax)
                .weigher((K key, Made<V> made) -> made.bytes())
                .build();
    }

    public V get(K key, Supplier<Made<V>> make) {
        return cache.get(key, any -> make.get()).value();
    }

    /** How much memory all of it takes, as estimated. */
    long bytes() {
        cache.cleanUp();
        return cache.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    /**
     * Something and what it was made of.
     *
     * @param chars length of its documents
     */
    public record Made<V>(V value, long chars) {
        public Made {
            requireNonNull(value, "value");
        }

        private int bytes() {
            return (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + BYTES_PER_CHAR * chars);
        }
    }
}
