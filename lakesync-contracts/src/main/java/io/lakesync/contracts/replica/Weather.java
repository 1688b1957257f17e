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
import java.util.function.Supplier;

/** A network that loses requests and answers until it clears up, and remembers what reached the server. */
final class Weather implements SyncGateway {
    private static final int LOST_OF = 6;

    private final SyncGateway gateway;
    private final Random random;
    private final List<PushRequest> arrived = new ArrayList<>();
    private boolean isFair;

    Weather(SyncGateway gateway, Random random) {
        this.gateway = gateway;
        this.random = random;
    }

    void clearUp() {
        isFair = true;
    }

    /** Every push that the server accepted, also those whose answer was lost. */
    List<PushRequest> arrived() {
        return arrived;
    }

    @Override
    public void requireRoom(GatewayId id) {
        gateway.requireRoom(id);
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        return carry(() -> {
            var result = gateway.push(caller, request);
            arrived.add(request);
            return result;
        });
    }

    @Override
    public void begin(Caller caller, GatewayId id, Set<Capability> capabilities) {
        carry(() -> {
            gateway.begin(caller, id, capabilities);
            return id;
        });
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        return carry(() -> gateway.pull(caller, request));
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        return carry(() -> gateway.stream(caller, request));
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId id, Subscriber subscriber) {
        return gateway.subscribe(caller, id, subscriber);
    }

    private <T> T carry(Supplier<T> request) {
        int fate = isFair ? LOST_OF : random.nextInt(LOST_OF);
        if (fate == 0) {
            throw Attempt.lost();
        }
        var answer = request.get();
        if (fate == 1) {
            throw Attempt.lost();
        }
        return answer;
    }
}
