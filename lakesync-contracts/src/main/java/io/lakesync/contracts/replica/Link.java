package io.lakesync.contracts.replica;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.SyncGateway;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One client's way to one gateway. */
public record Link(SyncGateway gateway, Caller caller, GatewayId id, Set<Capability> capabilities) {
    public Link {
        requireNonNull(gateway, "gateway");
        requireNonNull(caller, "caller");
        requireNonNull(id, "id");
        capabilities = Set.copyOf(capabilities);
    }

    /** The same client with another token. */
    public Link as(Caller other) {
        return new Link(gateway, other, id, capabilities);
    }

    public String clientId() {
        return caller.subject();
    }

    public PushResult push(List<Delta> deltas) {
        return gateway.push(caller, new PushRequest(id, clientId(), deltas, capabilities));
    }

    /** Says that the client holds no position. */
    public void begin() {
        gateway.begin(caller, id, capabilities);
    }

    public Page pull(Cursor since, int limit) {
        return gateway.pull(caller, request(since, limit));
    }

    /** Reads on as an open socket does. */
    public Page stream(Page before, int limit) {
        return gateway.stream(caller, request(before.cursor(), limit).after(before));
    }

    private PullRequest request(Cursor since, int limit) {
        return new PullRequest(id, clientId(), since, limit, Optional.empty(), capabilities);
    }
}
