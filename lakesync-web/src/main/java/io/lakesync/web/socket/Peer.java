package io.lakesync.web.socket;

import jakarta.websocket.CloseReason;

/** The other end of a socket. */
interface Peer {
    /** Begins to send one binary message; the one before must be on its way. */
    Sending send(byte[] message);

    /** Ends the socket; harmless when it has ended. */
    void close(CloseReason reason);

    /** A message that is being sent. */
    interface Sending {
        /** Of what has been handed to the network. */
        Sending DONE = new Sending() {
            @Override
            public boolean isDone() {
                return true;
            }

            @Override
            public boolean await() {
                return true;
            }
        };

        /** Whether it is on its way. Returns at once. */
        boolean isDone();

        /**
         * Waits until it is on its way, for a bounded time.
         *
         * @return false when the peer does not read, or is gone
         */
        boolean await();
    }
}
