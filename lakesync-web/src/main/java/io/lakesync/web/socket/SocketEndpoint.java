package io.lakesync.web.socket;

import io.lakesync.web.request.Requester;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the container hands over a socket that the filter has let through. Public, because Tyrus calls it by reflection. */
public class SocketEndpoint extends Endpoint {
    private static final Logger LOG = Logger.getLogger(SocketEndpoint.class.getName());

    /** How long a peer may leave a message unread before its socket is ended. */
    private static final Duration SEND_MAX = Duration.ofSeconds(10);

    private final Sockets sockets;
    private SyncSocket socket;

    SocketEndpoint(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxBinaryMessageBufferSize(sockets.frameMax());
        var opened = sockets.open(new SessionPeer(session, SEND_MAX), Requester.of(session.getUserPrincipal()));
        socket = opened;
        if (!session.isOpen()) {
            // It was ended while it opened, and the container may have told so before there was a socket to name.
            sockets.closed(opened);
            return;
        }
        session.addMessageHandler(byte[].class, (MessageHandler.Whole<byte[]>) opened::receive);
        session.addMessageHandler(
                String.class, (MessageHandler.Partial<String>) (part, last) -> opened.end(CloseReasons.TEXT));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (socket != null) {
            sockets.closed(socket);
        }
    }

    @Override
    public void onError(Session session, Throwable thrown) {
        LOG.log(Level.FINE, "a socket failed", thrown);
    }
}
