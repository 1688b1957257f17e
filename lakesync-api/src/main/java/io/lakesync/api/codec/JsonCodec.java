package io.lakesync.api.codec;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The JSON bodies of push and pull, for both sides. Column values keep their exact text. Unknown keys are ignored. Every
 * {@code read…} throws {@link SyncException} VALIDATION_ERROR and nothing else.
 */
public final class JsonCodec {
    private JsonCodec() {}

    /**
     * Reads what a client pushes. Structure and types are checked here; whether it may be accepted, and whether it has too
     * many deltas, is decided later: whose they are comes first.
     *
     * @throws SyncException with a detail for each bad delta, up to {@link PushRequest#DELTAS_MAX}; without details when the whole
     *     body is meant
     */
    public static PushRequest readPush(GatewayId gateway, Set<Capability> capabilities, byte[] body) {
        try (var envelope = Envelope.open(body)) {
            var clientId = envelope.clientId();
            return new PushRequest(gateway, clientId, envelope.deltas(), capabilities);
        }
    }

    public static byte[] writePush(PushRequest push) {
        var out = new StringBuilder("{\"clientId\":");
        JsonStrings.append(out, push.clientId());
        DeltaWriter.append(out.append(",\"deltas\":"), push.deltas());
        return bytes(out.append(",\"lastSeenHlc\":\"0\"}"));
    }

    public static byte[] writePushResult(PushResult result) {
        var out = new StringBuilder("{\"serverHlc\":\"").append(result.cursor());
        return bytes(out.append("\",\"accepted\":").append(result.accepted()).append(",\"deltas\":[]}"));
    }

    /** @param rulesVersion from the header {@code X-Sync-Rules-Version}; 0 when it is absent */
    public static PushResult readPushResult(byte[] body, long rulesVersion) {
        try (var envelope = Envelope.open(body)) {
            return new PushResult(envelope.serverHlc(), envelope.accepted(), rulesVersion);
        }
    }

    /** A missing delta id is computed. */
    public static byte[] writePage(Page page) {
        var out = new StringBuilder("{\"deltas\":");
        DeltaWriter.append(out, page.deltas());
        out.append(",\"serverHlc\":\"").append(page.cursor());
        return bytes(out.append("\",\"hasMore\":").append(page.hasMore()).append('}'));
    }

    /** @param rulesVersion from the header {@code X-Sync-Rules-Version}; 0 when it is absent */
    public static Page readPage(byte[] body, long rulesVersion) {
        try (var envelope = Envelope.open(body)) {
            return new Page(envelope.deltas(), envelope.serverHlc(), envelope.hasMore(), rulesVersion);
        }
    }

    /** @param requestId "" when there is none */
    public static byte[] writeFailure(SyncException failure, String requestId) {
        return bytes(FailureJson.write(failure, requestId));
    }

    /** What the server said; INTERNAL_ERROR with the body's text when it is not one of our failures. */
    public static SyncException readFailure(byte[] body) {
        return FailureJson.read(body);
    }

    private static byte[] bytes(StringBuilder out) {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
