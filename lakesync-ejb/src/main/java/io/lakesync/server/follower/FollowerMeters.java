package io.lakesync.server.follower;

import io.lakesync.server.clock.Steady;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Measures how far followers lag. */
@ApplicationScoped
class FollowerMeters {
    private static final double MILLIS = 1000.0;

    @Inject
    MeterRegistry meters;

    @Inject
    @Steady
    InstantSource clock;

    /** Not a number where another node moves the follower: that one tells. */
    void watch(Run run) {
        Gauge.builder("lakesync_follower_lag_seconds", run, this::lagSeconds)
                .description("Age of the oldest entry that the follower has not passed")
                .tag("gateway", run.who().gateway().value())
                .tag("follower", run.who().follower())
                .strongReference(true)
                .register(meters);
    }

    private double lagSeconds(Run run) {
        return run.standing().isEmpty() ? Double.NaN : run.lag(clock.instant()).toMillis() / MILLIS;
    }
}
