package io.lakesync.web.socket;

import jakarta.websocket.CloseReason;

/** The other end of a socket. */
interface Peer {
    /**
     * Sends one binary message and waits until it is on its way, for a bounded time.
     *
     * @return false when the peer does not read, or is gone
     */
    boolean send(byte[] message);

    /** Ends the socket; harmless when it has ended. */
    void close(CloseReason reason);
}
