package io.lakesync.web.socket;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Page;
import java.util.IdentityHashMap;
import java.util.Map;

/** Broadcasts; a page that goes to many sockets is encoded once for each kind of client. Not thread-safe. */
final class Frames {
    private final Map<Page, byte[]> legacy = new IdentityHashMap<>();
    private final Map<Page, byte[]> capable = new IdentityHashMap<>();

    byte[] of(Page page, boolean isLegacy) {
        return (isLegacy ? legacy : capable).computeIfAbsent(page, one -> ProtobufCodec.writeBroadcast(one, isLegacy));
    }
}
