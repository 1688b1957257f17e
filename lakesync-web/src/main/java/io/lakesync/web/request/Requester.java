package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.AUTH_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.web.trace.RequestId;
import java.security.Principal;
import java.util.Set;

/**
 * A request's verified origin. It travels as the container's user principal, the one thing that both servers carry from
 * the filter to a resource and to an opened socket.
 *
 * @param gateway the one in the path, which the caller's token covers; for lists of all, an empty string
 */
public record Requester(Caller caller, String gateway, Set<Capability> capabilities, RequestId requestId)
        implements Principal {
    public Requester {
        capabilities = Set.copyOf(capabilities);
    }

    /** @throws SyncException AUTH_ERROR when the filter has let a request through without a token, which is a fault of ours */
    public static Requester of(Principal principal) {
        if (principal instanceof Requester requester) {
            return requester;
        }
        throw new SyncException(AUTH_ERROR, "Missing Bearer token");
    }

    public GatewayId gatewayId() {
        return new GatewayId(gateway);
    }

    @Override
    public String getName() {
        return caller.subject();
    }
}
