package io.lakesync.web.socket;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.settings.HttpSettings;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.limit.RateLimits;
import io.lakesync.web.request.Requester;
import io.lakesync.web.settings.Edge;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The open sockets of this node. Safe for use by many threads. */
@Singleton
public class Sockets {
    /** A timer that is cancelled may keep its place until it is due: none is set further ahead. */
    private static final Duration TIMER_MAX = Duration.ofHours(1);

    private final Map<SyncSocket, Lease> open = new ConcurrentHashMap<>();
    private final Map<GatewayId, Round> rounds = new ConcurrentHashMap<>();

    /** Taken before a socket counts as open, so that sockets opening at once cannot be one too many. */
    private final Semaphore places;

    private final HttpSettings settings;
    private final RateLimits limits;
    private final InstantSource clock;

    @EJB
    SyncGateway gateway;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService timers;

    @Inject
    public Sockets(@Edge Settings settings, RateLimits limits, @Edge InstantSource clock) {
        this.settings = settings.http();
        this.limits = limits;
        this.clock = clock;
        this.places = new Semaphore(this.settings.connectionsMax());
    }

    public int count() {
        return open.size();
    }

    boolean isFull() {
        return places.availablePermits() == 0;
    }

    int frameMax() {
        return settings.frameMax();
    }

    SyncSocket open(Peer peer, Requester requester) {
        var limit = limits.ofSocket(requester.caller(), requester.gatewayId());
        var round = enter(requester.gatewayId());
        var socket = new SyncSocket(peer, requester, gateway, settings, limit, executor, round);
        if (!places.tryAcquire()) {
            leave(requester.gatewayId());
            socket.end(CloseReasons.FULL);
            return socket;
        }
        var lease = new Lease();
        open.put(socket, lease);
        try {
            lease.subscription = gateway.subscribe(requester.caller(), requester.gatewayId(), socket);
            endWhenExpired(socket, lease);
        } catch (RuntimeException e) {
            socket.end(CloseReasons.of(e));
            closed(socket);
        }
        return socket;
    }

    void closed(SyncSocket socket) {
        socket.markEnded();
        var lease = open.remove(socket);
        if (lease != null) {
            lease.give();
            leave(socket.requester().gatewayId());
            places.release();
        }
    }

    private Round enter(GatewayId gatewayId) {
        return rounds.compute(
                gatewayId, (id, round) -> (round == null ? new Round(id, gateway, executor) : round).entered());
    }

    private void leave(GatewayId gatewayId) {
        rounds.computeIfPresent(gatewayId, (id, round) -> round.isLeft() ? null : round);
    }

    /** Says good-bye to everybody, before the container cuts the lines. */
    @PreDestroy
    public void drain() {
        open.keySet().forEach(socket -> socket.end(CloseReasons.GOING));
    }

    private void endWhenExpired(SyncSocket socket, Lease lease) {
        var left = Duration.between(clock.instant(), socket.requester().caller().expiresAt());
        if (left.isNegative() || left.isZero()) {
            socket.end(CloseReasons.EXPIRED);
        } else if (open.containsKey(socket)) {
            var wait = left.compareTo(TIMER_MAX) < 0 ? left : TIMER_MAX;
            lease.timer =
                    timers.schedule(() -> endWhenExpired(socket, lease), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** What a socket holds while it is open. */
    private static final class Lease {
        private volatile Subscription subscription = () -> {};
        private volatile Future<?> timer;

        private void give() {
            subscription.close();
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}
