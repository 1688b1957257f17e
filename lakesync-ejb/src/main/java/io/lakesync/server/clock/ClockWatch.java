package io.lakesync.server.clock;

import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.LogDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks the database for the time, and tells operators of a machine whose clock says something else. */
@ApplicationScoped
class ClockWatch {
    private static final Logger LOG = Logger.getLogger(ClockWatch.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final double MILLIS = 1000.0;

    @Resource
    ManagedScheduledExecutorService clockwork;

    @Resource
    ManagedExecutorService executor;

    @Inject
    LogDatabase database;

    @Inject
    DatabaseClock clock;

    @Inject
    MeterRegistry meters;

    private final InstantSource machine = InstantSource.system();
    private final ClockError error = new ClockError();
    private Rounds rounds;

    /** Looks before it returns: who counts on the time from now on is not told the machine's. */
    void start() {
        look();
        Gauge.builder(
                        "lakesync_clock_error_seconds",
                        this,
                        watch -> watch.error().toMillis() / MILLIS)
                .description("How far the machine's clock is ahead of the database's")
                .strongReference(true)
                .register(meters);
        rounds = Rounds.start(clockwork, executor, EVERY, this::look);
    }

    void stop() {
        rounds.stop();
    }

    private void look() {
        try {
            database.with(connection -> {
                clock.look(new DeltaLog(connection)::clockMillis);
                return clock;
            });
            error.news(error()).ifPresent(news -> LOG.log(news.level(), news.sentence()));
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.FINE, "the database does not tell the time; it is carried on", failure);
        }
    }

    private Duration error() {
        return Duration.between(clock.instant(), machine.instant());
    }
}
