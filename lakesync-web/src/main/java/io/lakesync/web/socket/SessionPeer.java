package io.lakesync.web.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A peer behind the container's session. */
record SessionPeer(Session session, Duration sendMax) implements Peer {
    private static final Logger LOG = Logger.getLogger(SessionPeer.class.getName());

    @Override
    public Sending send(byte[] message) {
        try {
            return new InContainer(session.getAsyncRemote().sendBinary(ByteBuffer.wrap(message)), sendMax);
        } catch (IllegalStateException e) {
            return new InContainer(CompletableFuture.failedFuture(e), sendMax);
        }
    }

    @Override
    public void close(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "a socket had ended already", e);
        }
    }

    /** A message that the container is sending. */
    private record InContainer(Future<Void> sent, Duration max) implements Sending {
        @Override
        public boolean isDone() {
            return sent.isDone() && await();
        }

        @Override
        public boolean await() {
            try {
                sent.get(max.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException | TimeoutException e) {
                LOG.log(Level.FINE, "a message was not sent", e);
                return false;
            }
        }
    }
}
