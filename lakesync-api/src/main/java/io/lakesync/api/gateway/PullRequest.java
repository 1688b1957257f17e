package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What a client asks for.
 *
 * @param limit how many rows or log entries the page may hold, at least 1
 * @param source a named source instead of the gateway's log
 * @param viewStamp of the page that ended at {@code since}, where the server itself reads on; else 0
 */
public record PullRequest(
        GatewayId gateway,
        String clientId,
        Cursor since,
        int limit,
        Optional<String> source,
        Set<Capability> capabilities,
        long viewStamp) {
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

    public PullRequest(
            GatewayId gateway,
            String clientId,
            Cursor since,
            int limit,
            Optional<String> source,
            Set<Capability> capabilities) {
        this(gateway, clientId, since, limit, source, capabilities, 0);
    }

    /** Whether the client is the existing one, which applies rows as pairs of DELETE and INSERT. */
    public boolean isLegacy() {
        return !capabilities.contains(Capability.UPSERT);
    }

    /** Whether the client keeps its cursor together with its rows. */
    public boolean keepsCursor() {
        return capabilities.contains(Capability.CURSOR);
    }

    /** The same request from another position. */
    public PullRequest from(Cursor other) {
        return new PullRequest(gateway, clientId, other, limit, source, capabilities, viewStamp);
    }

    /** The request for what follows a page that has been sent. */
    public PullRequest after(Page page) {
        return new PullRequest(gateway, clientId, page.cursor(), limit, source, capabilities, page.viewStamp());
    }
}
