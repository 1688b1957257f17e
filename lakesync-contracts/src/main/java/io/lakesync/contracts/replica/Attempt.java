package io.lakesync.contracts.replica;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.util.Set;

/** Requests on a network that may lose them, or their answers. */
final class Attempt {
    private static final Set<SyncFailure> UNHEARD =
            Set.of(SyncFailure.UNAVAILABLE, SyncFailure.FORBIDDEN, SyncFailure.SCHEMA_ERROR);

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

    /** Makes a request whose answer nobody waits for any more, also if it is refused. */
    static void inVain(Runnable request) {
        try {
            request.run();
        } catch (SyncException e) {
            if (!UNHEARD.contains(e.failure())) {
                throw e;
            }
        }
    }

    static SyncException lost() {
        return new SyncException(SyncFailure.UNAVAILABLE, "the network lost it");
    }
}
