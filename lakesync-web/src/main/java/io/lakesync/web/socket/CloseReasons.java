package io.lakesync.web.socket;

import static jakarta.websocket.CloseReason.CloseCodes.CANNOT_ACCEPT;
import static jakarta.websocket.CloseReason.CloseCodes.GOING_AWAY;
import static jakarta.websocket.CloseReason.CloseCodes.NOT_CONSISTENT;
import static jakarta.websocket.CloseReason.CloseCodes.PROTOCOL_ERROR;
import static jakarta.websocket.CloseReason.CloseCodes.TOO_BIG;
import static jakarta.websocket.CloseReason.CloseCodes.TRY_AGAIN_LATER;
import static jakarta.websocket.CloseReason.CloseCodes.UNEXPECTED_CONDITION;
import static jakarta.websocket.CloseReason.CloseCodes.VIOLATED_POLICY;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.web.failure.Problem;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;

/** Why sockets end; the mapper of failures for this transport. */
final class CloseReasons {
    static final CloseReason GOING = of(GOING_AWAY, "Server shutting down");
    static final CloseReason TEXT = of(CANNOT_ACCEPT, "Binary messages only");
    static final CloseReason EXPIRED = of(VIOLATED_POLICY, "Token expired");
    static final CloseReason TOO_FAST = of(VIOLATED_POLICY, "Rate limit exceeded");
    static final CloseReason TOO_SLOW = of(VIOLATED_POLICY, "Messages are not read");

    /** Some containers bound only messages in parts. */
    static final CloseReason TOO_LARGE = of(TOO_BIG, SyncFailure.PAYLOAD_TOO_LARGE + ": the frame is too large");

    static final CloseReason FULL = of(TRY_AGAIN_LATER, "Too many open sockets");

    /** RFC 6455, 5.5: 125 bytes in a control frame, two of them for the code. */
    private static final int BYTES_MAX = 123;

    private CloseReasons() {}

    static CloseReason violation(String text) {
        return of(PROTOCOL_ERROR, text);
    }

    /** A frame that cannot be read. */
    static CloseReason unreadable(SyncException refusal) {
        return named(refusal.failure() == SyncFailure.PAYLOAD_TOO_LARGE ? TOO_BIG : NOT_CONSISTENT, refusal);
    }

    /** Whatever a request ended with; what is not a refusal is logged and not told. */
    static CloseReason of(RuntimeException thrown) {
        var refusal = Problem.of(thrown).failure();
        switch (refusal.failure()) {
            case INTERNAL_ERROR:
                return named(UNEXPECTED_CONDITION, refusal);
            case PAYLOAD_TOO_LARGE:
                return named(TOO_BIG, refusal);
            default:
                return named(VIOLATED_POLICY, refusal);
        }
    }

    /** Cut at a character, so that the reason stays valid UTF-8. */
    static CloseReason of(CloseCode code, String text) {
        int bytes = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            bytes += utf8Length(character);
            if (bytes > BYTES_MAX) {
                break;
            }
            end += Character.charCount(character);
        }
        return new CloseReason(code, text.substring(0, end));
    }

    private static CloseReason named(CloseCode code, SyncException refusal) {
        return of(code, refusal.failure() + ": " + refusal.getMessage());
    }

    private static int utf8Length(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
