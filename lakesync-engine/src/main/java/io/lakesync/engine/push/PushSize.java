package io.lakesync.engine.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.PushRequest;

/** Estimates how large a push is, so that what waits and what shares a transaction can be bounded. */
public final class PushSize {
    private static final int DELTA_BYTES = 32;
    private static final int COLUMN_BYTES = 8;

    private PushSize() {}

    /** Characters of all names, values and ids, plus a constant per delta and column: at least the size of ASCII text. */
    public static long of(PushRequest push) {
        return push.deltas().stream().mapToLong(PushSize::of).sum();
    }

    private static long of(Delta delta) {
        long ids = delta.row().table().length()
                + delta.row().rowId().length()
                + delta.clientId().length();
        return DELTA_BYTES
                + ids
                + delta.columns().stream()
                        .mapToLong(c -> COLUMN_BYTES
                                + c.column().length()
                                + c.value().text().length())
                        .sum();
    }
}
