package io.lakesync.server.gateway;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Checkpoint;
import io.lakesync.api.gateway.Checkpoints;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.pull.CheckpointPull;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import java.util.Set;

/** Checkpoints in the container: the door for clients that begin. */
@Stateless
@Local(Checkpoints.class)
@Interceptors(Outage.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GatewayCheckpoints implements Checkpoints {
    @Inject
    CheckpointPull pull;

    @Override
    public Checkpoint load(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        requireCovered(caller, gateway);
        return pull.load(caller, gateway, capabilities);
    }

    @Override
    public List<Delta> part(Caller caller, Checkpoint checkpoint, Set<Capability> capabilities, int number) {
        requireCovered(caller, checkpoint.gateway());
        return pull.part(caller, checkpoint, capabilities, number);
    }

    private static void requireCovered(Caller caller, GatewayId gateway) {
        if (!caller.covers(gateway)) {
            throw new SyncException(SyncFailure.FORBIDDEN, "the token is for another gateway");
        }
    }
}
