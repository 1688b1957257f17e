package io.lakesync.server.clock;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work that is done again and again, never twice at once. The clockwork only hands it on: it has a single thread on Payara,
 * which a database that does not answer must not hold.
 */
public final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class.getName());

    private final ManagedExecutorService executor;
    private final Runnable round;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ScheduledFuture<?> schedule;

    private Rounds(
            ManagedScheduledExecutorService clockwork,
            ManagedExecutorService executor,
            Duration every,
            Runnable round) {
        this.executor = requireNonNull(executor, "executor");
        this.round = requireNonNull(round, "round");
        long millis = every.toMillis();
        schedule = clockwork.scheduleWithFixedDelay(this::hand, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * At a fixed delay: WildFly refuses what is due while the server still starts, and a task that reschedules itself would
     * be gone for good.
     *
     * @param round tells of its failures itself
     */
    public static Rounds start(
            ManagedScheduledExecutorService clockwork,
            ManagedExecutorService executor,
            Duration every,
            Runnable round) {
        return new Rounds(clockwork, executor, every, round);
    }

    /** None begins any more; one under way ends by itself. */
    public void stop() {
        schedule.cancel(false);
    }

    private void hand() {
        if (busy.compareAndSet(false, true)) {
            try {
                executor.submit(this::go);
            } catch (RejectedExecutionException notNow) {
                busy.set(false);
                LOG.log(Level.FINE, "the server starts or stops", notNow);
            }
        }
    }

    private void go() {
        try {
            round.run();
        } finally {
            busy.set(false);
        }
    }
}
