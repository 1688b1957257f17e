package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lakesync.api.codec.proto.Wire;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the messages of clients. A push is read delta by delta, so that each bad one is named, and a small frame with very
 * many bad ones is refused before it is unfolded.
 */
final class FrameReader {
    private static final int CLIENT_ID_TAG = Wire.SyncPush.CLIENT_ID_FIELD_NUMBER << 3 | 2;
    private static final int DELTAS_TAG = Wire.SyncPush.DELTAS_FIELD_NUMBER << 3 | 2;

    private final Faults faults = new Faults();
    private final List<Delta> deltas = new ArrayList<>();
    private String clientId = "";
    private int count;

    private FrameReader() {}

    static PushRequest push(ByteBuffer message, GatewayId gateway, Set<Capability> capabilities) {
        var reader = new FrameReader();
        try {
            reader.readPush(CodedInputStream.newInstance(message));
        } catch (IOException e) {
            throw refused("SyncPush", e);
        }
        requireClientId(reader.clientId);
        reader.faults.requireNone();
        return new PushRequest(gateway, reader.clientId, reader.deltas, capabilities);
    }

    static Frame.Pull pull(ByteBuffer message) {
        try {
            var pull = Wire.SyncPull.parseFrom(message);
            requireClientId(pull.getClientId());
            var since = new Cursor(pull.getSinceHlc());
            return new Frame.Pull(pull.getClientId(), since, Integer.toUnsignedLong(pull.getMaxDeltas()));
        } catch (InvalidProtocolBufferException e) {
            throw refused("SyncPull", e);
        }
    }

    private void readPush(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == CLIENT_ID_TAG) {
                clientId = in.readStringRequireUtf8();
            } else if (tag == DELTAS_TAG) {
                readDelta(in.readByteArray());
            } else if (!in.skipField(tag)) {
                throw new SyncException(VALIDATION_ERROR, "Invalid SyncPush: it ends a group that it never began");
            }
        }
    }

    private void readDelta(byte[] bytes) {
        int index = count++;
        try {
            var draft = WireDeltas.draft(Wire.RowDelta.parseFrom(bytes));
            draft.finish().ifPresentOrElse(deltas::add, () -> faults.add(index, draft.fault()));
        } catch (InvalidProtocolBufferException e) {
            faults.add(index, "not a RowDelta: " + e.getMessage());
        }
    }

    private static void requireClientId(String clientId) {
        if (clientId.isEmpty() || !Utf8.isPortable(clientId)) {
            throw new SyncException(VALIDATION_ERROR, "client_id must be a non-empty string without U+0000");
        }
    }

    private static SyncException refused(String message, IOException e) {
        return new SyncException(VALIDATION_ERROR, "Invalid %s: %s".formatted(message, e.getMessage()), e);
    }
}
