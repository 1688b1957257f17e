package io.lakesync.api.gateway;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import java.util.List;
import java.util.Set;

/** Where a new client begins that has nothing yet. Safe for use by many threads. */
public interface Checkpoints {
    /**
     * The newest checkpoint. What the client may hold from then on is remembered before this returns, as for a pull from
     * the beginning.
     *
     * @throws SyncException NOT_FOUND also when there is no checkpoint, or none that is worth it; FORBIDDEN, UNAVAILABLE
     */
    Checkpoint load(Caller caller, GatewayId gateway, Set<Capability> capabilities);

    /**
     * Rows of one part.
     *
     * @param number from 0
     * @throws SyncException UNAVAILABLE when the checkpoint is gone or the caller's view is another by now
     */
    List<Delta> part(Caller caller, Checkpoint checkpoint, Set<Capability> capabilities, int number);
}
