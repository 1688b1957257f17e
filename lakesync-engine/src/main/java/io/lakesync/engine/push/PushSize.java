package io.lakesync.engine.push;

import io.lakesync.api.gateway.PushRequest;
import io.lakesync.engine.log.DeltaSize;

/** Estimates how large a push is, so that what waits and what shares a transaction can be bounded. */
public final class PushSize {
    private static final DeltaSize STORED = new DeltaSize(32, 8);

    private PushSize() {}

    /** Bytes in UTF-8 of all names, values and ids, plus a constant per delta and column. */
    public static long of(PushRequest push) {
        return push.deltas().stream().mapToLong(STORED::of).sum();
    }
}
