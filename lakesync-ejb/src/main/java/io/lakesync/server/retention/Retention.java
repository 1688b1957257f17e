package io.lakesync.server.retention;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.clock.Rounds;
import io.lakesync.server.follower.Followers;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.TrimTerms;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Trims every log from time to time. Every node does; who comes second finds nothing left to trim, or gives up. */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class.getName());
    private static final Duration EVERY_MAX = Duration.ofMinutes(1);
    private static final int ROUNDS_PER_RETENTION = 4;

    @Resource
    ManagedScheduledExecutorService clockwork;

    @Resource
    ManagedExecutorService executor;

    @Inject
    RetentionTransaction transaction;

    @Inject
    Followers followers;

    @Inject
    Settings settings;

    private Rounds rounds;
    private volatile boolean stopping;

    void start() {
        var share = settings.retention().log().dividedBy(ROUNDS_PER_RETENTION);
        var every = share.compareTo(EVERY_MAX) < 0 ? share : EVERY_MAX;
        rounds = Rounds.start(clockwork, executor, every, this::round);
    }

    /** A transaction under way ends by itself. */
    void stop() {
        stopping = true;
        rounds.stop();
    }

    private void round() {
        try {
            transaction.gateways().forEach(this::trim);
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.WARNING, "the logs are trimmed in the next round", failure);
        }
    }

    /** One gateway that cannot be trimmed holds back no other. */
    private void trim(GatewayId gateway) {
        try {
            long passed = followers.passed(gateway);
            var terms = new TrimTerms(
                    settings.retention().log(), settings.retention().hold(), passed);
            long trimmed;
            do {
                trimmed = transaction.trim(gateway, terms);
            } while (trimmed > 0 && !stopping);
        } catch (HeadMoved another) {
            LOG.log(Level.FINE, another, () -> "another node trims gateway %s".formatted(gateway));
        } catch (RuntimeException | LinkageError failure) {
            LOG.log(Level.WARNING, failure, () -> "gateway %s is trimmed in the next round".formatted(gateway));
        }
    }
}
