package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.push.GroupMember;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets the pushes of one gateway that arrive together on this node share a transaction. Whoever finds nobody there leads:
 * its thread takes the group, commits it, answers everybody and calls the one that has waited longest meanwhile to lead
 * the next. So each leads once at most, and nobody waits for followers. Nothing depends on it for correctness: other
 * nodes race, and the compare-and-set decides.
 */
@ApplicationScoped
class PushGroups {
    private static final int WAITS = 2;

    /** There exactly while somebody leads or is called to; changed only inside its methods, hence by one thread at a time. */
    private final ConcurrentMap<GatewayId, PushQueue> queues = new ConcurrentHashMap<>();

    @Inject
    Settings settings;

    @Inject
    GroupCommit groupCommit;

    @Inject
    PushMeters meters;

    Duration patience = Duration.ofSeconds(10);

    /** @throws SyncException BACKPRESSURE_ERROR when too much waits already */
    void requireRoom(GatewayId gateway) {
        queues.computeIfPresent(gateway, (id, queue) -> {
            queue.requireRoom(settings.push());
            return queue;
        });
    }

    /**
     * Returns when the push is durable.
     *
     * @throws SyncException the push's own refusal; BACKPRESSURE_ERROR when too much waits already, or for too long;
     *     UNAVAILABLE when its outcome is unknown
     */
    Pushed take(GroupMember member) {
        var gateway = member.push().gateway();
        var me = new Waiting(member, meters.arrived());
        queues.compute(gateway, (id, queue) -> joined(queue, me));
        for (int wait = 0; wait < WAITS; wait++) {
            if (isCalledOrAnswered(gateway, me)) {
                return me.isAnswered() ? me.result() : lead(gateway, me);
            }
            if (hasLeft(gateway, me)) {
                throw new SyncException(
                        SyncFailure.BACKPRESSURE_ERROR, "this push has waited %s for its turn".formatted(patience));
            }
        }
        me.leaveUnknown();
        return me.result();
    }

    /** How many pushes wait: for a leader, or to begin to lead. */
    int waiting() {
        return queues.keySet().stream().mapToInt(this::waiting).sum();
    }

    int waiting(GatewayId gateway) {
        var sizes = new ArrayList<Integer>();
        queues.computeIfPresent(gateway, (id, queue) -> {
            sizes.add(queue.size());
            return queue;
        });
        return sizes.stream().mapToInt(size -> size).sum();
    }

    /** Whether nothing is kept of any gateway. */
    boolean isIdle() {
        return queues.isEmpty();
    }

    private PushQueue joined(PushQueue present, Waiting me) {
        if (present == null) {
            var queue = new PushQueue();
            queue.add(me);
            me.call();
            return queue;
        }
        present.requireRoom(settings.push());
        present.add(me);
        return present;
    }

    private boolean isCalledOrAnswered(GatewayId gateway, Waiting me) {
        try {
            return me.await(patience);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            if (!hasLeft(gateway, me)) {
                me.leaveUnknown();
            }
            throw new SyncException(SyncFailure.UNAVAILABLE, "the server is stopping; push again", stopped);
        }
    }

    /** @return false when a leader has taken the push, so that it may be committed any moment */
    private boolean hasLeft(GatewayId gateway, Waiting me) {
        var left = new AtomicBoolean();
        queues.computeIfPresent(gateway, (id, queue) -> {
            left.set(queue.remove(me));
            return left.get() && me.isCalled() ? succeeded(queue) : queue;
        });
        return left.get();
    }

    private Pushed lead(GatewayId gateway, Waiting me) {
        List<Waiting> group = new ArrayList<>();
        try {
            queues.computeIfPresent(gateway, (id, queue) -> {
                group.addAll(queue.takeGroup());
                return queue;
            });
            meters.grouped(group);
            groupCommit.commit(gateway, group);
        } finally {
            group.forEach(Waiting::leaveUnknown);
            queues.computeIfPresent(gateway, (id, queue) -> {
                queue.remove(me); // here still only if it was an Error that ended it
                return succeeded(queue);
            });
        }
        return me.result();
    }

    /** Somebody else leads from here, or the queue is not needed any more. */
    private static PushQueue succeeded(PushQueue queue) {
        return queue.callFirst() ? queue : null;
    }

    @PostConstruct
    void showWaiting() {
        meters.showWaiting(this, PushGroups::waiting);
    }
}
