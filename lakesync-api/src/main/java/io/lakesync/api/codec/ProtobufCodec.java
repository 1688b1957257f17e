package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.INTERNAL_ERROR;
import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import com.google.protobuf.InvalidProtocolBufferException;
import io.lakesync.api.codec.proto.Wire;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * The frames of the WebSocket protocol, for both sides: requests and broadcasts are one tag byte and a protobuf message,
 * answers are the message alone. Every {@code read…} throws {@link SyncException} VALIDATION_ERROR and nothing else.
 */
public final class ProtobufCodec {
    static final byte PUSH = 0x01;
    static final byte PULL = 0x02;
    static final byte BROADCAST = 0x03;

    private static final int FRAME_BYTES_MIN = 2;

    private ProtobufCodec() {}

    /**
     * Reads what a client sent; the buffer's position is left alone. What is no frame at all is a {@link Frame.Violation}.
     *
     * @throws SyncException for a frame with bad content, with a detail for each bad delta
     */
    public static Frame readFrame(ByteBuffer frame, GatewayId gateway, Set<Capability> capabilities) {
        if (frame.remaining() < FRAME_BYTES_MIN) {
            return new Frame.Violation("Message too short");
        }
        var message = frame.slice(frame.position() + 1, frame.remaining() - 1);
        byte tag = frame.get(frame.position());
        switch (tag) {
            case PUSH:
                return new Frame.Push(FrameReader.push(message, gateway, capabilities));
            case PULL:
                return FrameReader.pull(message);
            default:
                return new Frame.Violation("Unknown message tag: 0x%02x".formatted(tag));
        }
    }

    public static Frame readFrame(byte[] frame, GatewayId gateway, Set<Capability> capabilities) {
        return readFrame(ByteBuffer.wrap(frame), gateway, capabilities);
    }

    /** Whether a client's message says of itself that it is a push; it may be none all the same. */
    public static boolean isPush(byte[] frame) {
        return frame.length > 0 && frame[0] == PUSH;
    }

    public static byte[] writePush(PushRequest push) {
        var message = Wire.SyncPush.newBuilder().setClientId(push.clientId());
        push.deltas().forEach(delta -> message.addDeltas(WireDeltas.write(delta)));
        return tagged(PUSH, message.build().toByteArray());
    }

    public static byte[] writePull(PullRequest pull) {
        var message = Wire.SyncPull.newBuilder()
                .setClientId(pull.clientId())
                .setSinceHlc(pull.since().value())
                .setMaxDeltas(pull.limit());
        return tagged(PULL, message.build().toByteArray());
    }

    /** The answer to a pull. A missing delta id is computed. */
    public static byte[] writeResponse(Page page) {
        return response(page, visible(page.cursor()));
    }

    /** The answer to a push. */
    public static byte[] writeResponse(PushResult result) {
        return Wire.SyncResponse.newBuilder()
                .setServerHlc(visible(result.cursor()))
                .build()
                .toByteArray();
    }

    /** @param legacy the receiver takes the larger of its cursor and the broadcast's, so it is sent 0 */
    public static byte[] writeBroadcast(Page page, boolean legacy) {
        return tagged(BROADCAST, response(page, legacy ? 0 : page.cursor().value()));
    }

    /** Whether the server sent this message of itself; all others answer the request under way. */
    public static boolean isBroadcast(byte[] message) {
        return message.length > 0 && message[0] == BROADCAST;
    }

    /** Reads what a server sent: a broadcast, or the answer to a pull or (without deltas) to a push. */
    public static Page readPage(byte[] message) {
        int start = isBroadcast(message) ? 1 : 0;
        try {
            var response = Wire.SyncResponse.parser().parseFrom(message, start, message.length - start);
            var deltas = WireDeltas.readAll(response.getDeltasList());
            return new Page(deltas, new Cursor(response.getServerHlc()), response.getHasMore(), 0);
        } catch (InvalidProtocolBufferException e) {
            throw new SyncException(VALIDATION_ERROR, "not a SyncResponse: " + e.getMessage(), e);
        }
    }

    private static byte[] response(Page page, long serverHlc) {
        var message = Wire.SyncResponse.newBuilder().setServerHlc(serverHlc).setHasMore(page.hasMore());
        page.deltas().forEach(delta -> message.addDeltas(WireDeltas.write(delta)));
        return message.build().toByteArray();
    }

    /** An answer with cursor 0 may be all defaults, which is no bytes at all: its receiver would wait for ever. */
    private static long visible(Cursor cursor) {
        if (cursor.value() == 0) {
            throw new SyncException(INTERNAL_ERROR, "an answer must not carry the cursor 0");
        }
        return cursor.value();
    }

    private static byte[] tagged(byte tag, byte[] message) {
        return ByteBuffer.allocate(message.length + 1).put(tag).put(message).array();
    }
}
