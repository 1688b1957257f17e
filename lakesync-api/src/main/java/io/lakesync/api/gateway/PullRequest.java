package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What a client asks for.
 *
 * @param limit how many rows or log entries the page may hold, at least 1
 * @param source a named source instead of the gateway's log
 */
public record PullRequest(
        GatewayId gateway,
        String clientId,
        Cursor since,
        int limit,
        Optional<String> source,
        Set<Capability> capabilities) {
    public static final int LIMIT_DEFAULT = 100;
    public static final int LIMIT_MAX = 10_000;

    public PullRequest {
        requireNonNull(gateway, "gateway");
        requireNonNull(clientId, "clientId");
        requireNonNull(since, "since");
        requireNonNull(source, "source");
        capabilities = Set.copyOf(capabilities);
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
    }

    /** Whether the client is the existing one, which applies rows as pairs of DELETE and INSERT. */
    public boolean isLegacy() {
        return !capabilities.contains(Capability.UPSERT);
    }

    public PullRequest since(Cursor position) {
        return new PullRequest(gateway, clientId, position, limit, source, capabilities);
    }
}
