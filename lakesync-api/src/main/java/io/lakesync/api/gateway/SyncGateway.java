package io.lakesync.api.gateway;

import io.lakesync.api.failure.SyncException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client may ask of a gateway. Safe for use by many threads. Every method throws {@link SyncException} and
 * nothing else; a refused request leaves no trace.
 */
public interface SyncGateway {
    /**
     * Whoever receives pushes asks before reading one.
     *
     * @throws SyncException BACKPRESSURE_ERROR when too much waits already, so that any push would be refused
     */
    void requireRoom(GatewayId gateway);

    /**
     * Merges deltas and makes them durable before it returns. Pushing the same deltas again changes nothing.
     *
     * @throws SyncException FORBIDDEN, NOT_FOUND, VALIDATION_ERROR, CLOCK_DRIFT, SCHEMA_ERROR, BACKPRESSURE_ERROR,
     *     RULES_MISSING, UNAVAILABLE; details name every offending delta by index
     */
    PushResult push(Caller caller, PushRequest request);

    /**
     * The client has said that it holds no position, as one that has started again does. Unless it keeps its cursor with
     * its rows, nothing that it was told before counts: a push is answered with the beginning, and pulls begin there, whatever
     * they say, until one says the position that it was given there.
     *
     * @throws SyncException FORBIDDEN, UNAVAILABLE
     */
    void begin(Caller caller, GatewayId gateway, Set<Capability> capabilities);

    /**
     * Reads the next page of what the caller may see, and remembers what the client may hold from then on.
     *
     * @throws SyncException FORBIDDEN, NOT_FOUND, UNAVAILABLE
     */
    Page pull(Caller caller, PullRequest request);

    /**
     * Reads the next page for an open socket: as {@link #pull}, but without the deltas that this client pushed itself,
     * and without taking the position for one that the client has reached. The request follows the page before:
     * {@link PullRequest#after}.
     */
    Page stream(Caller caller, PullRequest request);

    /**
     * Reads the next pages for many open sockets of one gateway together: each the page that {@link #stream} would read at
     * this moment, and equal ones are the same object. Nothing is kept of anybody, so a page may be thrown away.
     *
     * @return in the order of the requests; empty for a socket that {@link #stream} must be asked for alone, as for one that
     *     has fallen behind or whose view has changed
     */
    default List<Optional<Page>> streamTogether(GatewayId gateway, List<StreamRequest> requests) {
        return Collections.nCopies(requests.size(), Optional.empty());
    }

    /** Wakes the subscriber whenever the gateway's log has grown, on this node, after the commit. */
    Subscription subscribe(Caller caller, GatewayId gateway, Subscriber subscriber);
}
