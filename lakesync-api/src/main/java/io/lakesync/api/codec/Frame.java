package io.lakesync.api.codec;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import java.util.Optional;
import java.util.Set;

/** What a client sent over a WebSocket. */
public sealed interface Frame {
    /** The deltas carry the delta ids that the client sent. */
    record Push(PushRequest request) implements Frame {
        public Push {
            requireNonNull(request, "request");
        }
    }

    /** @param maxDeltas 0 when the client names no limit, at most 2^32 - 1 */
    record Pull(String clientId, Cursor since, long maxDeltas) implements Frame {
        public Pull {
            requireNonNull(clientId, "clientId");
            requireNonNull(since, "since");
        }

        /** The same wish within the limits of the server. */
        public PullRequest request(GatewayId gateway, int limitDefault, int limitMax, Set<Capability> capabilities) {
            int limit = maxDeltas == 0 ? limitDefault : (int) Math.min(maxDeltas, limitMax);
            return new PullRequest(gateway, clientId, since, limit, Optional.empty(), capabilities);
        }
    }

    /** Not a frame of this protocol: the socket is to be closed with 1002 and this reason. */
    record Violation(String reason) implements Frame {
        public Violation {
            requireNonNull(reason, "reason");
        }
    }
}
