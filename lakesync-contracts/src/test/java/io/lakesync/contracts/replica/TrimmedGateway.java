package io.lakesync.contracts.replica;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.contracts.LocalGateway;
import io.lakesync.engine.log.Owed;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** Trims the log between requests as if years had passed: sometimes a little, sometimes all of it. */
record TrimmedGateway(LocalGateway gateway, Random random, Predicate<Owed> noted) implements SyncGateway {
    private static final int REQUESTS_PER_TRIM = 6;

    TrimmedGateway(LocalGateway gateway, long seed) {
        this(gateway, seed, owed -> true);
    }

    /** @param noted which of the debts of trimmed entries are noted, where a bug is planted */
    TrimmedGateway(LocalGateway gateway, long seed, Predicate<Owed> noted) {
        this(gateway, new Random(~seed), noted);
    }

    @Override
    public void requireRoom(GatewayId id) {
        gateway.requireRoom(id);
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        trim(request.gateway());
        return gateway.push(caller, request);
    }

    @Override
    public void begin(Caller caller, GatewayId id, Set<Capability> capabilities) {
        gateway.begin(caller, id, capabilities);
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        trim(request.gateway());
        return gateway.pull(caller, request);
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        trim(request.gateway());
        return gateway.stream(caller, request);
    }

    @Override
    public List<Optional<Page>> streamTogether(GatewayId id, List<StreamRequest> requests) {
        trim(id);
        return gateway.streamTogether(id, requests);
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId id, Subscriber subscriber) {
        return gateway.subscribe(caller, id, subscriber);
    }

    private void trim(GatewayId id) {
        if (random.nextInt(REQUESTS_PER_TRIM) == 0) {
            var stamps = gateway.stamps(id);
            if (!stamps.isEmpty()) {
                gateway.trim(id, stamps.get(random.nextInt(stamps.size())), noted);
            }
        }
    }
}
