package io.lakesync.server.broadcast;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.server.log.DeltasLogged;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who is awake on this node. Each subscriber reads its own pages; nothing is handed over but the wake-up. */
@ApplicationScoped
public class Broadcast {
    /** Only gateways that somebody listens to: nobody has asked yet whether the one that a token names is there at all. */
    private final ConcurrentMap<GatewayId, Set<Subscriber>> subscribers = new ConcurrentHashMap<>();

    public Subscription subscribe(GatewayId gateway, Subscriber subscriber) {
        subscribers.compute(gateway, (id, present) -> {
            Set<Subscriber> listening = present == null ? ConcurrentHashMap.newKeySet() : present;
            listening.add(subscriber);
            return listening;
        });
        return () -> subscribers.computeIfPresent(gateway, (id, listening) -> {
            listening.remove(subscriber);
            return listening.isEmpty() ? null : listening;
        });
    }

    /** Whether nothing is kept of any gateway. */
    boolean isIdle() {
        return subscribers.isEmpty();
    }

    /** After commit only: a rolled-back push must never be seen by a peer. */
    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeltasLogged logged) {
        subscribers.getOrDefault(logged.gateway(), Set.of()).forEach(Subscriber::wake);
    }

    @PreDestroy
    void drain() {
        subscribers.values().forEach(sockets -> sockets.forEach(Subscriber::drain));
    }
}
