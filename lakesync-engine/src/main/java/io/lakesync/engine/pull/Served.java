package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

/**
 * A view that a replica was served under.
 *
 * @param from the stamp since which it may hold rows of it: the head at which it was first served so, or that of a checkpoint
 * @param isPast whether the replica has proved a complete snapshot since: it holds nothing of this view any more, unless
 *     it is an old copy that comes back
 */
public record Served(ViewName view, long from, boolean isPast) {
    public Served {
        requireNonNull(view, "view");
    }

    Served since(long stamp) {
        return stamp == from ? this : new Served(view, stamp, isPast);
    }

    Served past(boolean past) {
        return past == isPast ? this : new Served(view, from, past);
    }
}
