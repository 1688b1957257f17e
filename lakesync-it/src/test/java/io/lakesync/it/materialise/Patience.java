package io.lakesync.it.materialise;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for facts. */
public final class Patience {
    private static final Duration MOST = Duration.ofSeconds(90);
    private static final long LOOK_EVERY_MILLIS = 100;

    private Patience() {}

    /** @param now tells what there is instead, when it takes too long */
    public static void until(BooleanSupplier fact, Supplier<Object> now) throws InterruptedException {
        long until = System.nanoTime() + MOST.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > until) {
                fail("not within %s; there is %s", MOST, now.get());
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
