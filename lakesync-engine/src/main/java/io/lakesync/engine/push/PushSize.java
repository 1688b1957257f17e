package io.lakesync.engine.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.engine.text.Utf8Size;

/** Estimates how large a push is, so that what waits and what shares a transaction can be bounded. */
public final class PushSize {
    private static final int DELTA_BYTES = 32;
    private static final int COLUMN_BYTES = 8;

    private PushSize() {}

    /** Bytes in UTF-8 of all names, values and ids, plus a constant per delta and column. */
    public static long of(PushRequest push) {
        return push.deltas().stream().mapToLong(PushSize::of).sum();
    }

    private static long of(Delta delta) {
        long ids = Utf8Size.of(delta.row().table()) + Utf8Size.of(delta.row().rowId()) + Utf8Size.of(delta.clientId());
        return DELTA_BYTES
                + ids
                + delta.columns().stream()
                        .mapToLong(c -> COLUMN_BYTES
                                + Utf8Size.of(c.column())
                                + Utf8Size.of(c.value().text()))
                        .sum();
    }
}
