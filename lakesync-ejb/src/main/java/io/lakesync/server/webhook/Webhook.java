package io.lakesync.server.webhook;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Secret;
import java.net.URI;

/** Where the deltas of a gateway are posted to, and what they are signed with. */
record Webhook(GatewayId gateway, String name, URI url, Secret secret) {
    Webhook {
        requireNonNull(gateway, "gateway");
        requireNonNull(name, "name");
        requireNonNull(url, "url");
        requireNonNull(secret, "secret");
    }

    String follower() {
        return "webhook %s".formatted(name);
    }
}
