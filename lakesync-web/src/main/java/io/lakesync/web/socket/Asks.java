package io.lakesync.web.socket;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is asked for, so that work under way is done once more when it was asked for meanwhile; no ask is lost. */
final class Asks {
    private final AtomicInteger count = new AtomicInteger();

    /** @return whether work must begin: none is under way */
    boolean add() {
        return count.getAndIncrement() == 0;
    }

    /** How many the work that begins now serves. */
    int begin() {
        return count.get();
    }

    /** @return whether work must begin again: there were more than it served */
    boolean end(int served) {
        return count.addAndGet(-served) > 0;
    }

    /** The work did not begin; the next ask tries again. */
    void drop() {
        count.set(0);
    }
}
