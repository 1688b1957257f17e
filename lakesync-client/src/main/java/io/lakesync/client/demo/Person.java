package io.lakesync.client.demo;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.hlc.HlcClock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody with a local copy and a way to the gateway. One caller at a time. */
final class Person {
    private static final Set<Capability> CAPABILITIES = Set.of(Capability.values());
    private static final int PULLED_MAX = 1000;
    private static final int PUSHED_MAX = 250;

    private final SyncGateway gateway;
    private final Caller caller;
    private final GatewayId id;
    private final Replica replica;

    Person(SyncGateway gateway, Caller caller, GatewayId id, InstantSource clock) {
        this.gateway = gateway;
        this.caller = caller;
        this.id = id;
        this.replica = new Replica(caller.subject(), new HlcClock(clock));
    }

    String name() {
        return caller.subject();
    }

    Replica replica() {
        return replica;
    }

    /** Pulls to the end, pushes everything, and pulls what came meanwhile. */
    void exchange() {
        pull();
        push();
        pull();
    }

    /** Edits these rows and pushes now and then. */
    void edit(Map<RowKey, Map<String, JsonValue>> edits) {
        int edited = 0;
        for (var edit : edits.entrySet()) {
            replica.set(edit.getKey(), edit.getValue());
            if (++edited % PUSHED_MAX == 0) {
                push();
            }
        }
        push();
    }

    private void pull() {
        boolean more = true;
        while (more) {
            var request = new PullRequest(id, name(), replica.since(), PULLED_MAX, Optional.empty(), CAPABILITIES);
            var page = gateway.pull(caller, request);
            replica.apply(page);
            more = page.hasMore();
        }
    }

    private void push() {
        for (var deltas = replica.pending(PUSHED_MAX); !deltas.isEmpty(); deltas = replica.pending(PUSHED_MAX)) {
            gateway.push(caller, new PushRequest(id, name(), deltas, CAPABILITIES));
            replica.acknowledged(deltas);
        }
    }
}
