package io.lakesync.server.clock;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Begins with the machine's time, for those who read a log, and goes on whatever becomes of that. */
@Dependent
class SteadyClock {
    @Steady
    @Produces
    @Singleton
    InstantSource clock() {
        var start = Instant.now();
        long startNanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - startNanos);
    }
}
