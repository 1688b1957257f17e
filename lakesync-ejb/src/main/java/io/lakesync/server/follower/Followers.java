package io.lakesync.server.follower;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.follower.Pace;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.log.DeltasLogged;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Starts what follows the logs and keeps it going: a round looks which followers there should be and starts a short task
 * for each that is idle. A round follows every poll interval; a commit starts the followers of its gateway.
 * No session bean: one that is called after the commit suspends a transaction that is over, and Payara cannot resume it.
 */
@ApplicationScoped
public class Followers {
    private static final Logger LOG = Logger.getLogger(Followers.class.getName());
    /** A task gives its thread back after so many steps. */
    private static final int STEPS_MAX = 50;

    @Resource
    ManagedScheduledExecutorService clockwork;

    /** Not the one above: that has a single thread on Payara, and one slow destination would hold back all others. */
    @Resource
    ManagedExecutorService executor;

    @Inject
    @Any
    Instance<FollowerSource> sources;

    @Inject
    Leases leases;

    @Inject
    DeadLetters letters;

    @Inject
    FollowerMeters meters;

    @Inject
    Settings settings;

    @Inject
    @Steady
    InstantSource clock;

    private final Runs runs = new Runs();
    private volatile boolean started;
    private ScheduledFuture<?> polls;
    private volatile boolean stopping;

    /**
     * At a fixed delay: WildFly refuses what is due while the server still starts, and a task that reschedules itself
     * would be gone for good.
     */
    void start() {
        long pollMillis = settings.followers().poll().toMillis();
        polls = clockwork.scheduleWithFixedDelay(this::round, pollMillis, pollMillis, TimeUnit.MILLISECONDS);
        started = true;
    }

    /** A running batch ends in its own transaction; nothing new begins. */
    void stop() {
        stopping = true;
        polls.cancel(false);
        try {
            runs.awaitIdle(settings.http().drainTimeout());
            leases.release();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.log(Level.WARNING, "the leases of this node end by themselves", failure);
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeltasLogged logged) {
        nudge(logged.gateway());
    }

    /** Why nothing follows the logs; empty while they are followed. */
    public Optional<String> obstacle() {
        if (stopping) {
            return Optional.of("draining");
        }
        return started ? Optional.empty() : Optional.of("followers not started");
    }

    /** Every follower that the gateway should have at present, also one that has not begun yet. */
    public List<FollowerStatus> of(GatewayId gateway) {
        return present()
                .filter(follower -> follower.gateway().equals(gateway))
                .map(this::run)
                .map(this::status)
                .sorted(Comparator.comparing(FollowerStatus::name))
                .toList();
    }

    /**
     * The stamp up to which every follower of the gateway has come. One that reads rows as they are needs nothing of the log
     * before the head.
     *
     * @throws RuntimeException when it cannot be told which followers there should be
     */
    public long passed(GatewayId gateway) {
        return sources.stream()
                .<Follower<?>>flatMap(source -> source.present().stream())
                .filter(follower -> follower.gateway().equals(gateway))
                .map(follower -> status(run(follower)).cursor())
                .mapToLong(
                        position -> position.isInSnapshot() && position.stamp() > 0 ? Long.MAX_VALUE : position.stamp())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private FollowerStatus status(Run run) {
        return leases.elsewhere(run.who())
                .filter(told -> run.standing().isEmpty())
                .map(told ->
                        new FollowerStatus(run.who().follower(), told.position(), OptionalLong.empty(), told.problem()))
                .orElseGet(() -> run.status(clock.instant()));
    }

    /** Starts what is idle now of a gateway's followers: a commit must not cost more the more other gateways there are. */
    public void nudge(GatewayId gateway) {
        if (!stopping && runs.nudge(gateway)) {
            submit(this::nudged, runs::takeNudged);
        }
    }

    private void nudged() {
        var gateways = runs.takeNudged();
        start(() -> present().filter(follower -> gateways.contains(follower.gateway())));
    }

    private void round() {
        start(() -> {
            if (leases.isDue()) {
                leases.renew(runs.standing());
                letters.look();
            }
            return present();
        });
    }

    /** The clockwork forgets a task that throws: no failure may get there, memory that ran out included. */
    private void start(Supplier<Stream<Follower<?>>> followers) {
        try {
            followers.get().map(this::run).forEach(this::begin);
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.WARNING, "the followers wait for the next round", failure);
        }
    }

    private Stream<Follower<?>> present() {
        return sources.stream().flatMap(Followers::present);
    }

    /** A kind of followers that cannot be told holds back no other. */
    private static Stream<Follower<?>> present(FollowerSource source) {
        try {
            return source.present().stream();
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.WARNING, "cannot tell which followers there should be", failure);
            return Stream.empty();
        }
    }

    private Run run(Follower<?> follower) {
        return runs.of(follower, () -> start(follower));
    }

    private <E> Run start(Follower<E> follower) {
        var who = Followed.of(follower);
        var pace =
                new Pace(settings.followers().batchMax(), settings.followers().backoffMax());
        var walk = new Walk<>(follower, leases.of(who), letters, pace, clock, () -> ThreadLocalRandom.current()
                .nextDouble());
        var run = new Run(who, walk, clock.instant());
        meters.watch(run);
        return run;
    }

    private void begin(Run run) {
        if (!stopping && run.begin(clock.instant())) {
            runs.enqueue(run);
            if (runs.taskMayBegin()) {
                submit(this::task, runs::taskRefused);
            }
        }
    }

    /** A server that is suspended, or about to stop, takes no tasks. */
    private void submit(Runnable task, Runnable refused) {
        try {
            executor.submit(task);
        } catch (RejectedExecutionException notNow) {
            refused.run();
            LOG.log(Level.FINE, "the followers wait for a later round", notNow);
        }
    }

    /** Carries the follower that has waited longest, then makes room for another task. */
    private void task() {
        try {
            runs.next().ifPresent(this::advance);
        } finally {
            if (runs.taskEnds()) {
                submit(this::task, runs::taskRefused);
            }
        }
    }

    private void advance(Run run) {
        boolean more = true;
        try {
            for (int step = 0; more && !stopping && step < STEPS_MAX; step++) {
                more = run.advance(clock.instant());
            }
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.WARNING, failure, () -> "follower %s of gateway %s waits for the next round"
                    .formatted(run.who().follower(), run.who().gateway()));
            more = false;
        }
        boolean wanted = run.end();
        if (more || wanted) {
            begin(run);
        }
    }
}
