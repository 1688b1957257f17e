package io.lakesync.api.gateway;

/** An open socket, handed in by the edge. */
public interface Subscriber {
    /** The log has grown, or rules have changed. Returns at once; called from any thread, also when there is nothing new. */
    void wake();

    /** The server is leaving: end with "going away". Returns at once. */
    void drain();
}
