package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

/**
 * A view that a replica was served under.
 *
 * @param from the head at which it was first served so
 * @param isPast whether the replica has proved a complete snapshot since: it holds nothing of this view any more, unless
 *     it is an old copy that comes back
 */
public record Served(ViewName view, long from, boolean isPast) {
    public Served {
        requireNonNull(view, "view");
    }

    Served past(boolean past) {
        return past == isPast ? this : new Served(view, from, past);
    }
}
