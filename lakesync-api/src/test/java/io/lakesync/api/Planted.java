package io.lakesync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** A property is worth what it notices: it must fail where a bug is planted. */
public final class Planted {
    private static final int SEEDS = 200;

    private Planted() {}

    /** @param property over a seed, of something with a bug planted into it */
    public static void requireNoticed(LongConsumer property) {
        assertThat(LongStream.range(0, SEEDS).anyMatch(seed -> isNoticed(property, seed)))
                .as("noticed within %d seeds", SEEDS)
                .isTrue();
    }

    private static boolean isNoticed(LongConsumer property, long seed) {
        try {
            property.accept(seed);
            return false;
        } catch (AssertionError noticed) {
            return true;
        }
    }
}
