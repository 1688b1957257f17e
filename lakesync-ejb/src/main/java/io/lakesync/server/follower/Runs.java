package io.lakesync.server.follower;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.follower.Followed.Standing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The followers that have been seen, and those gateways whose followers are to be started. Safe for use by many threads. */
final class Runs {
    /** Fewer than the destination's pool has connections. */
    private static final int TASKS_MAX = 4;

    private final ConcurrentMap<Follower<?>, Run> runs = new ConcurrentHashMap<>();
    private final Set<GatewayId> nudged = new HashSet<>();
    private final Queue<Run> waiting = new ArrayDeque<>();
    private int tasks;

    Run of(Follower<?> follower, Supplier<Run> begins) {
        return runs.computeIfAbsent(follower, f -> begins.get());
    }

    /** How those stand that this node moves. */
    List<Standing> standing() {
        return runs.values().stream().flatMap(run -> run.standing().stream()).toList();
    }

    /** @return false when somebody is on the way to take it already */
    synchronized boolean nudge(GatewayId gateway) {
        boolean isFirst = nudged.isEmpty();
        nudged.add(gateway);
        return isFirst;
    }

    /** The gateways that were nudged; who is nudged from now on is taken next time. */
    synchronized Set<GatewayId> takeNudged() {
        var taken = Set.copyOf(nudged);
        nudged.clear();
        return taken;
    }

    synchronized void enqueue(Run run) {
        waiting.add(run);
    }

    /** The run that has waited longest. */
    synchronized Optional<Run> next() {
        return Optional.ofNullable(waiting.poll());
    }

    /** Counts a task in, unless there are as many as there may be. */
    synchronized boolean taskMayBegin() {
        boolean may = tasks < TASKS_MAX;
        tasks += may ? 1 : 0;
        return may;
    }

    /** Counts a task out, unless something waits: then the same task is to begin again. */
    synchronized boolean taskEnds() {
        if (!waiting.isEmpty()) {
            return true;
        }
        tasks--;
        notifyAll();
        return false;
    }

    /** Counts a task out that never began, with all that waits: each is to begin again with a later round. */
    synchronized void taskRefused() {
        waiting.forEach(Run::end);
        waiting.clear();
        tasks--;
        notifyAll();
    }

    /** Waits until no task is running, but not longer than {@code most}. */
    synchronized void awaitIdle(Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); tasks > 0 && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
