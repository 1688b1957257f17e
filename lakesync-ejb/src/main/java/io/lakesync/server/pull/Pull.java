package io.lakesync.server.pull;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.engine.pull.Position;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.PositionTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The way of a pull: one transaction, tried until nobody else serves the same client meanwhile. */
@ApplicationScoped
public class Pull {
    @Inject
    PullTransaction transaction;

    @Inject
    PositionTransaction positions;

    /** Outside of any transaction; when it returns, what the client may hold is durable. */
    public Page read(Caller caller, PullRequest pull) {
        return HeadMoved.retry(() -> transaction.read(caller, pull), () -> {});
    }

    /** Whatever the client was told before, its next pull begins anew. Outside of any transaction. */
    public void beginAnew(GatewayId gateway, String clientId) {
        HeadMoved.retry(() -> positions.change(gateway, clientId, position -> position.map(Position::anew)), () -> {});
    }

    /** As {@link #read} from the beginning, for a client that is about to be sent a checkpoint. */
    Page begin(Caller caller, PullRequest pull, Cursor checkpoint) {
        return HeadMoved.retry(() -> transaction.begin(caller, pull, checkpoint), () -> {});
    }

    /** As {@link #read} for an open socket. */
    public Page stream(Caller caller, PullRequest pull) {
        return HeadMoved.retry(() -> transaction.stream(caller, pull), () -> {});
    }

    /** Pages for many open sockets, in their order; empty for who must be read for by {@link #stream}. */
    public List<Optional<Page>> streamTogether(GatewayId gateway, List<StreamRequest> requests) {
        return HeadMoved.retry(() -> transaction.streamTogether(gateway, requests), () -> {});
    }
}
