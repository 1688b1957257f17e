package io.lakesync.console.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Administration;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.console.clock.ConsoleClock;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.faces.event.WebsocketEvent;
import jakarta.faces.event.WebsocketEvent.Opened;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tells open pages that something has changed; they then ask for themselves, each on behalf of its own operator. Looks at
 * the gateways only while a page is open, once for all pages, and never spends more than a small part of the time on it.
 */
@ApplicationScoped
public class GatewayWatch {
    /** A signal is sent at least this often: what pages show grows older, and a silent line may be a dead one. */
    static final Duration BEAT = Duration.ofSeconds(10);

    static final String CHANNEL = "gateways";

    private static final Duration PERIOD_MIN = Duration.ofSeconds(1);
    /** The pause is so many times as long as the look took: large databases are looked at less often. */
    private static final int PAUSE_FACTOR = 20;

    private static final Logger LOG = System.getLogger(GatewayWatch.class.getName());
    private static final Caller CONSOLE =
            new Caller("console", Caller.EVERY_GATEWAY, Set.of(Caller.ADMIN), Map.of(), Instant.MAX);

    @EJB
    private Administration administration;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    @Push(channel = CHANNEL)
    private PushContext pages;

    @Inject
    private ConsoleClock clock;

    private Optional<Future<?>> next = Optional.empty();
    private Optional<List<GatewayStatus>> seen = Optional.empty();
    private Instant signalledAt = Instant.EPOCH;

    /** Also the page that comes back after its line was cut: it may have missed something. */
    synchronized void pageOpened(@Observes @Opened WebsocketEvent event) {
        signalledAt = Instant.EPOCH;
        if (next.isEmpty()) {
            schedule(Duration.ZERO);
        }
    }

    @PreDestroy
    synchronized void stop() {
        next.ifPresent(task -> task.cancel(false));
    }

    private void look() {
        Instant start = clock.instant();
        Optional<List<GatewayStatus>> now = list();
        Instant end = clock.instant();
        boolean someoneWatches = signal(now, end);
        synchronized (this) {
            next = Optional.empty();
            boolean someoneCame = signalledAt.equals(Instant.EPOCH);
            if (someoneWatches || someoneCame) {
                schedule(pauseAfter(Duration.between(start, end)));
            }
        }
    }

    /** @return empty when the server does not answer, which is worth a signal too */
    private Optional<List<GatewayStatus>> list() {
        try {
            return Optional.of(administration.list(CONSOLE));
        } catch (SyncException | EJBException failure) {
            LOG.log(Level.DEBUG, "the gateways could not be listed", failure);
            return Optional.empty();
        }
    }

    private synchronized boolean signal(Optional<List<GatewayStatus>> now, Instant at) {
        boolean due = Duration.between(signalledAt, at).compareTo(BEAT) >= 0;
        if (!due && now.equals(seen)) {
            return true;
        }
        seen = now;
        signalledAt = at;
        return !pages.send("changed").isEmpty();
    }

    private static Duration pauseAfter(Duration look) {
        Duration pause = look.multipliedBy(PAUSE_FACTOR);
        return pause.compareTo(PERIOD_MIN) < 0 ? PERIOD_MIN : pause;
    }

    private void schedule(Duration pause) {
        next = Optional.of(scheduler.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS));
    }
}
