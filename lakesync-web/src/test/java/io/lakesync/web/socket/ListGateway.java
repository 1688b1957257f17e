package io.lakesync.web.socket;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.hlc.Hlc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A log in a list, whose first entry has stamp 4; enough of a gateway for one socket. */
final class ListGateway implements SyncGateway {
    final List<Delta> log = new ArrayList<>();
    RuntimeException fault;
    boolean isFull;
    int begun;

    static Delta delta(int row) {
        return new Delta(DeltaOp.DELETE, new RowKey("todos", "" + row), "bob", List.of(), new Hlc(row), "");
    }

    @Override
    public void requireRoom(GatewayId gateway) {
        if (isFull) {
            throw new SyncException(SyncFailure.BACKPRESSURE_ERROR, "too much waits");
        }
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        if (request.deltas().isEmpty()) {
            throw new SyncException(SyncFailure.CLOCK_DRIFT, "empty stands for late");
        }
        log.addAll(request.deltas());
        return new PushResult(at(log.size()), request.deltas().size(), 1);
    }

    @Override
    public void begin(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        begun++;
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        return stream(caller, request);
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        if (fault != null) {
            throw fault;
        }
        int from = Math.max(0, (int) (request.since().value() / 2) - 1);
        int to = Math.min(log.size(), from + request.limit());
        return new Page(log.subList(from, to), at(to), to < log.size(), 1);
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId gateway, Subscriber subscriber) {
        return () -> {};
    }

    private static Cursor at(int entries) {
        return new Cursor(2L * entries + 2);
    }
}
