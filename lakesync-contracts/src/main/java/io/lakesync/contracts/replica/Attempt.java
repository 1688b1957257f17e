package io.lakesync.contracts.replica;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;

/** Requests on a network that may lose them, or their answers. */
final class Attempt {
    private Attempt() {}

    /** Makes a request; one that is lost, or asked to come later, is left for another time. */
    static void at(Runnable request) {
        try {
            request.run();
        } catch (SyncException e) {
            if (e.failure() != SyncFailure.UNAVAILABLE) {
                throw e;
            }
        }
    }

    static SyncException lost() {
        return new SyncException(SyncFailure.UNAVAILABLE, "the network lost it");
    }
}
