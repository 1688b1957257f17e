package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;

class ProtobufCodecProperties extends CodecContract {
    @Override
    byte[] write(PushRequest push) {
        return ProtobufCodec.writePush(push);
    }

    @Override
    PushRequest readPush(byte[] bytes) {
        var frame = ProtobufCodec.readFrame(bytes, DeltaWorld.GATEWAY, DeltaWorld.CAPABLE);
        if (frame instanceof Frame.Push push) {
            return push.request();
        }
        throw new SyncException(VALIDATION_ERROR, "not a push: " + frame);
    }

    @Override
    byte[] write(Page page) {
        return ProtobufCodec.writeResponse(page);
    }

    @Override
    Page readPage(byte[] bytes) {
        return ProtobufCodec.readPage(bytes);
    }

    @Override
    boolean mayBeCutBetweenFields() {
        return true;
    }
}
