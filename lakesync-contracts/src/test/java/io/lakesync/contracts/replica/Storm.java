package io.lakesync.contracts.replica;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A network that loses requests and one answer in ten, delivers some twice and some late, until it clears up. */
final class Storm implements SyncGateway {
    private static final int LATE_MAX = 4;

    private final SyncGateway gateway;
    private final Random random;
    private final BiConsumer<Caller, PushRequest> accepted;
    private final BiConsumer<Caller, Page> answered;
    private final List<Late> late = new ArrayList<>();
    private boolean isFair;

    Storm(
            SyncGateway gateway,
            Random random,
            BiConsumer<Caller, PushRequest> accepted,
            BiConsumer<Caller, Page> answered) {
        this.gateway = gateway;
        this.random = random;
        this.accepted = accepted;
        this.answered = answered;
    }

    void clearUp() {
        isFair = true;
        late.forEach(request -> Attempt.inVain(request.request()));
        late.clear();
    }

    /** Lets one request arrive that its sender has long given up. */
    void blow() {
        if (!late.isEmpty()) {
            Attempt.inVain(late.remove(random.nextInt(late.size())).request());
        }
    }

    /** The lines of a client end with its process. */
    void cut(String client) {
        late.removeIf(request -> request.client().equals(client));
    }

    @Override
    public void requireRoom(GatewayId id) {
        gateway.requireRoom(id);
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        return carry(caller, () -> {
            var result = gateway.push(caller, request);
            accepted.accept(caller, request);
            return result;
        });
    }

    @Override
    public void begin(Caller caller, GatewayId id, Set<Capability> capabilities) {
        carry(caller, () -> {
            gateway.begin(caller, id, capabilities);
            return id;
        });
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        return carry(caller, () -> told(caller, gateway.pull(caller, request)));
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        return isFair || random.nextInt(10) > 0
                ? told(caller, gateway.stream(caller, request))
                : cutStream(caller, request);
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId id, Subscriber subscriber) {
        return gateway.subscribe(caller, id, subscriber);
    }

    private Page cutStream(Caller caller, PullRequest request) {
        told(caller, gateway.stream(caller, request));
        throw Attempt.lost();
    }

    private Page told(Caller caller, Page page) {
        answered.accept(caller, page);
        return page;
    }

    private <T> T carry(Caller caller, Supplier<T> request) {
        int fate = isFair ? 100 : random.nextInt(100);
        if (fate < 5) {
            throw Attempt.lost();
        }
        if (fate < 8 && late.size() < LATE_MAX) {
            late.add(new Late(caller.subject(), request::get));
            throw Attempt.lost();
        }
        var answer = request.get();
        if (fate < 18) {
            throw Attempt.lost();
        }
        return fate < 22 ? request.get() : answer;
    }

    private record Late(String client, Runnable request) {}
}
