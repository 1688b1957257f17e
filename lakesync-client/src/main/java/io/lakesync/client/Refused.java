package io.lakesync.client;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.net.http.WebSocketHandshakeException;

/** What a socket's refusal or end means: there the server can say no more than a status, or a code and a reason. */
final class Refused {
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private Refused() {}

    static SyncException handshake(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refused) {
            int status = refused.getResponse().statusCode();
            return new SyncException(failure(status), "the server answered %d to a socket".formatted(status), cause);
        }
        return new SyncException(SyncFailure.UNAVAILABLE, "the socket could not be opened: " + cause, cause);
    }

    /** @param reason the failure's code, a colon and its message, where the server had one */
    static SyncException closed(int status, String reason) {
        int colon = reason.indexOf(':');
        for (var failure : SyncFailure.values()) {
            if (colon > 0 && failure.name().equals(reason.substring(0, colon))) {
                return new SyncException(failure, reason.substring(colon + 1).strip());
            }
        }
        return new SyncException(SyncFailure.UNAVAILABLE, "the socket was closed with %d %s".formatted(status, reason));
    }

    private static SyncFailure failure(int status) {
        switch (status) {
            case UNAUTHORISED:
                return SyncFailure.AUTH_ERROR;
            case FORBIDDEN:
                return SyncFailure.FORBIDDEN;
            case NOT_FOUND:
                return SyncFailure.NOT_FOUND;
            default:
                return SyncFailure.UNAVAILABLE;
        }
    }
}
