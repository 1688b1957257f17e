package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;

/** Names a follower. */
record Followed(GatewayId gateway, String follower) {
    Followed {
        requireNonNull(gateway, "gateway");
        requireNonNull(follower, "follower");
    }

    static Followed of(Follower<?> follower) {
        return new Followed(follower.gateway(), follower.name());
    }

    /**
     * How it stands, as nodes tell each other and operators see.
     *
     * @param problem why it does not advance; "" when it does
     */
    record Standing(Followed who, long epoch, Cursor position, String problem) {}
}
