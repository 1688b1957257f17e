package io.lakesync.api.codec;

import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;

class JsonCodecProperties extends CodecContract {
    @Override
    byte[] write(PushRequest push) {
        return JsonCodec.writePush(push);
    }

    @Override
    PushRequest readPush(byte[] bytes) {
        return JsonCodec.readPush(DeltaWorld.GATEWAY, DeltaWorld.CAPABLE, bytes);
    }

    @Override
    byte[] write(Page page) {
        return JsonCodec.writePage(page);
    }

    @Override
    Page readPage(byte[] bytes) {
        return JsonCodec.readPage(bytes, 0);
    }

    @Override
    boolean mayBeCutBetweenFields() {
        return false;
    }
}
