package io.lakesync.server.wakeup;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.GatewayId;
import java.util.Optional;

/** The log of a gateway has reached a head. */
record Growth(GatewayId gateway, long head) {
    Growth {
        requireNonNull(gateway, "gateway");
    }

    String message() {
        return "%d %s".formatted(head, gateway);
    }

    /** Empty for what another program says on our channel. */
    static Optional<Growth> parse(String message) {
        try {
            int blank = message.indexOf(' ');
            return Optional.of(new Growth(
                    new GatewayId(message.substring(blank + 1)), Long.parseLong(message.substring(0, blank))));
        } catch (SyncException | NumberFormatException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }
}
