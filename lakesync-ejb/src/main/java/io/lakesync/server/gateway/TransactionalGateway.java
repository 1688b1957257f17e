package io.lakesync.server.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
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
import io.lakesync.server.broadcast.Broadcast;
import io.lakesync.server.pull.Pull;
import io.lakesync.server.push.Push;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gateway in the container: the door for clients. Each request opens its own transaction, once per try. */
@Stateless
@Local(SyncGateway.class)
@Interceptors(Outage.class)
public class TransactionalGateway implements SyncGateway {
    @Inject
    Push push;

    @Inject
    Pull pull;

    @Inject
    Broadcast broadcast;

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void requireRoom(GatewayId gateway) {
        push.requireRoom(gateway);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public PushResult push(Caller caller, PushRequest request) {
        requireCovered(caller, request.gateway());
        return push.accept(caller, request);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void begin(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        requireCovered(caller, gateway);
        if (!capabilities.contains(Capability.CURSOR)) {
            pull.beginAnew(gateway, caller.subject());
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Page pull(Caller caller, PullRequest request) {
        requireCovered(caller, request.gateway());
        return pull.read(caller, request);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Page stream(Caller caller, PullRequest request) {
        requireCovered(caller, request.gateway());
        return pull.stream(caller, request);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<Optional<Page>> streamTogether(GatewayId gateway, List<StreamRequest> requests) {
        requests.forEach(request -> requireCovered(request.caller(), gateway));
        return pull.streamTogether(gateway, requests);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Subscription subscribe(Caller caller, GatewayId gateway, Subscriber subscriber) {
        requireCovered(caller, gateway);
        return broadcast.subscribe(gateway, subscriber);
    }

    private static void requireCovered(Caller caller, GatewayId gateway) {
        if (!caller.covers(gateway)) {
            throw new SyncException(SyncFailure.FORBIDDEN, "the token is for another gateway");
        }
    }
}
