package io.lakesync.server.wakeup;

import io.lakesync.api.settings.Settings;
import io.lakesync.server.clock.Rounds;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.settings.ConfiguredDataSource;
import io.lakesync.server.settings.DatabaseFamily;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the watch over the logs going: listens often, looks at the heads themselves every poll interval. What other nodes
 * have appended is announced on this node as if it had been committed here.
 */
@ApplicationScoped
public class WakeUps {
    private static final Logger LOG = Logger.getLogger(WakeUps.class.getName());
    /** Listening without waiting costs next to nothing, and no thread is parked. */
    private static final Duration EXCHANGE = Duration.ofMillis(20);

    @Resource
    ManagedScheduledExecutorService clockwork;

    @Resource
    ManagedExecutorService executor;

    @Inject
    LogDatabase database;

    @Inject
    Settings settings;

    @Inject
    Event<DeltasLogged> logged;

    private LogWatch watch;
    private Rounds rounds;
    /** Of the rounds, which are made one at a time. */
    private long roundsUntilLook;

    @PostConstruct
    void open() {
        var family = DatabaseFamily.of(settings.database().url());
        var channel = family == DatabaseFamily.POSTGRESQL
                ? new PostgresChannel(new ConfiguredDataSource())
                : Channel.Silence.SELF;
        watch = new LogWatch(
                channel,
                () -> database.with(connection -> new DeltaLog(connection).heads()),
                growth -> logged.fire(new DeltasLogged(growth.gateway(), growth.head())));
    }

    void start() {
        rounds = Rounds.start(clockwork, executor, EXCHANGE, this::round);
    }

    void stop() {
        rounds.stop();
        watch.close();
    }

    void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeltasLogged logged) {
        watch.grown(new Growth(logged.gateway(), logged.head()));
    }

    private void round() {
        try {
            if (roundsUntilLook-- > 0) {
                watch.exchange();
            } else {
                roundsUntilLook = settings.followers().poll().dividedBy(EXCHANGE);
                watch.look();
            }
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.FINE, "cannot see how far the logs are; looks again", failure);
        }
    }
}
