package io.lakesync.contracts.replica;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads for every socket together with all others: as they asked last, also those that have gone on since or are closed,
 * and as if they stood where it stands.
 */
final class CrowdedGateway implements SyncGateway {
    private final SyncGateway gateway;
    private final Map<String, StreamRequest> latest = new LinkedHashMap<>();
    private int shared;

    CrowdedGateway(SyncGateway gateway) {
        this.gateway = gateway;
    }

    /** How many pages were read together and told of something. */
    int shared() {
        return shared;
    }

    @Override
    public void requireRoom(GatewayId id) {
        gateway.requireRoom(id);
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        return gateway.push(caller, request);
    }

    @Override
    public void begin(Caller caller, GatewayId id, Set<Capability> capabilities) {
        gateway.begin(caller, id, capabilities);
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        return gateway.pull(caller, request);
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        latest.put(caller.subject(), new StreamRequest(caller, request));
        var crowd = new ArrayList<StreamRequest>();
        latest.values().forEach(other -> crowd.add(standingAt(request.since(), other)));
        crowd.addAll(latest.values());
        int own = crowd.lastIndexOf(new StreamRequest(caller, request));
        var page = gateway.streamTogether(request.gateway(), crowd).get(own);
        shared += page.filter(told -> !told.deltas().isEmpty()).isPresent() ? 1 : 0;
        return page.orElseGet(() -> gateway.stream(caller, request));
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId id, Subscriber subscriber) {
        return gateway.subscribe(caller, id, subscriber);
    }

    private static StreamRequest standingAt(Cursor place, StreamRequest other) {
        return new StreamRequest(other.caller(), other.pull().from(place));
    }
}
