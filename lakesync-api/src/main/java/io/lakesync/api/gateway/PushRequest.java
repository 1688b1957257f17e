package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import java.util.List;
import java.util.Set;

/** What a client pushes. The deltas carry the delta ids that the client sent. */
public record PushRequest(GatewayId gateway, String clientId, List<Delta> deltas, Set<Capability> capabilities) {
    /** No setting allows more deltas in a push; a refusal names as many. */
    public static final int DELTAS_MAX = 10_000;

    public PushRequest {
        requireNonNull(gateway, "gateway");
        requireNonNull(clientId, "clientId");
        deltas = List.copyOf(deltas);
        capabilities = Set.copyOf(capabilities);
    }

    /** Whether the client is the existing one, which applies rows as pairs of DELETE and INSERT. */
    public boolean isLegacy() {
        return !capabilities.contains(Capability.UPSERT);
    }
}
