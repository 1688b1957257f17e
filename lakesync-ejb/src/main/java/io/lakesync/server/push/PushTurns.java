package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets the pushes of one gateway go one after the other on this node, so that they do not race each other for the head.
 * Nothing depends on it: other nodes race, and the compare-and-set decides. This is where waiting pushes will share a
 * transaction.
 */
@ApplicationScoped
class PushTurns {
    private static final int WAIT_SECONDS_MAX = 10;

    private final ConcurrentMap<GatewayId, Semaphore> turns = new ConcurrentHashMap<>();

    @Inject
    Settings settings;

    /** @throws SyncException BACKPRESSURE_ERROR when too many wait already, or for too long */
    <T> T take(GatewayId gateway, Supplier<T> push) {
        var turn = turns.computeIfAbsent(gateway, id -> new Semaphore(1, true));
        if (turn.getQueueLength() >= settings.push().queueMax()) {
            throw full("%d pushes to this gateway wait already"
                    .formatted(settings.push().queueMax()));
        }
        acquire(turn);
        try {
            return push.get();
        } finally {
            turn.release();
        }
    }

    private static void acquire(Semaphore turn) {
        try {
            if (!turn.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw full("this push has waited %d s for its turn".formatted(WAIT_SECONDS_MAX));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SyncException(SyncFailure.UNAVAILABLE, "the server is stopping", stopped);
        }
    }

    private static SyncException full(String message) {
        return new SyncException(SyncFailure.BACKPRESSURE_ERROR, message);
    }
}
