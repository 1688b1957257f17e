package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.settings.PushSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The pushes of one gateway that wait on this node, in the order of their arrival. For one thread at a time. */
final class PushQueue {
    static final int GROUP_DELTAS_MAX = 5000;
    static final long GROUP_BYTES_MAX = 4L << 20;

    private final Deque<Waiting> pushes = new ArrayDeque<>();
    private long bytes;

    int size() {
        return pushes.size();
    }

    /** @throws SyncException BACKPRESSURE_ERROR when no further push may wait */
    void requireRoom(PushSettings limits) {
        if (pushes.size() >= limits.queueMax() || bytes >= limits.queueBytesMax()) {
            throw new SyncException(
                    SyncFailure.BACKPRESSURE_ERROR,
                    "%d pushes of %d bytes to this gateway wait already".formatted(pushes.size(), bytes));
        }
    }

    void add(Waiting push) {
        pushes.add(push);
        bytes += push.bytes();
    }

    /** @return false when it is not here any more: a leader has taken it */
    boolean remove(Waiting push) {
        boolean found = pushes.remove(push);
        bytes -= found ? push.bytes() : 0;
        return found;
    }

    /** Calls the push that has waited longest to lead. @return false when nobody waits */
    boolean callFirst() {
        if (pushes.isEmpty()) {
            return false;
        }
        pushes.peek().call();
        return true;
    }

    /** Takes the next group out: the first push, and those after it as long as they fit. */
    List<Waiting> takeGroup() {
        var group = new ArrayList<Waiting>();
        int deltas = 0;
        long taken = 0;
        while (!pushes.isEmpty() && (group.isEmpty() || fits(pushes.peek(), deltas, taken))) {
            var next = pushes.remove();
            group.add(next);
            deltas += next.deltas();
            taken += next.bytes();
        }
        bytes -= taken;
        return group;
    }

    private static boolean fits(Waiting next, int deltas, long taken) {
        return deltas + next.deltas() <= GROUP_DELTAS_MAX && taken + next.bytes() <= GROUP_BYTES_MAX;
    }
}
