package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;

/** What reads a gateway behind a cursor of its own and carries it to a destination. Called by one thread at a time. */
public interface Follower {
    GatewayId gateway();

    /** Unique within the gateway; shown to operators. */
    String name();

    /**
     * Carries one batch; effect and cursor are one transaction in the destination.
     *
     * @return whether there may be more; when false, everything up to the head at the time of the call is carried
     * @throws RuntimeException when the destination refuses or is away; the next call starts from the durable cursor
     */
    boolean advance();

    /** The durable position, as known after the latest {@link #advance}. */
    Cursor position();
}
