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
    private final ConcurrentMap<GatewayId, Set<Subscriber>> subscribers = new ConcurrentHashMap<>();

    public Subscription subscribe(GatewayId gateway, Subscriber subscriber) {
        subscribers
                .computeIfAbsent(gateway, id -> ConcurrentHashMap.newKeySet())
                .add(subscriber);
        return () -> subscribers.getOrDefault(gateway, Set.of()).remove(subscriber);
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
