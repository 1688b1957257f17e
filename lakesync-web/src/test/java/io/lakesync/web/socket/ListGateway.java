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
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.hlc.Hlc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A log in a list, whose first entry has stamp 4; enough of a gateway for some sockets. */
final class ListGateway implements SyncGateway {
    final List<Delta> log = new ArrayList<>();
    final List<Integer> together = new ArrayList<>();
    RuntimeException fault;
    Predicate<Caller> isFaultyFor = caller -> true;
    boolean isFull;
    int begun;
    RuntimeException faultOfTogether;
    Runnable meanwhile = () -> {};

    static Delta delta(int row) {
        return delta("" + row);
    }

    static Delta delta(String row) {
        return new Delta(DeltaOp.DELETE, new RowKey("todos", row), "bob", List.of(), new Hlc(1), "");
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
        if (fault != null && isFaultyFor.test(caller)) {
            throw fault;
        }
        int from = Math.max(0, (int) (request.since().value() / 2) - 1);
        int to = Math.min(log.size(), from + request.limit());
        return new Page(log.subList(from, to), at(to), to < log.size(), 1);
    }

    /** Equal pages are the same object; whoever is more than a page behind reads alone. */
    @Override
    public List<Optional<Page>> streamTogether(GatewayId gateway, List<StreamRequest> requests) {
        together.add(requests.size());
        if (faultOfTogether != null) {
            throw faultOfTogether;
        }
        var pages = new HashMap<Page, Page>();
        var read = requests.stream()
                .map(one -> Optional.of(stream(one.caller(), one.pull()))
                        .filter(page -> !page.hasMore())
                        .map(page -> pages.computeIfAbsent(page, same -> page)))
                .toList();
        meanwhile.run();
        return read;
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId gateway, Subscriber subscriber) {
        return () -> {};
    }

    private static Cursor at(int entries) {
        return new Cursor(2L * entries + 2);
    }
}
