package io.lakesync.engine.log;

import io.lakesync.api.delta.Delta;
import io.lakesync.engine.text.Utf8Size;

/**
 * Estimates how large a delta is in some form: bytes in UTF-8 of all names, values and ids, plus what the form takes.
 *
 * @param perDelta bytes of the form for each delta
 * @param perColumn bytes of the form for each column
 */
public record DeltaSize(long perDelta, long perColumn) {
    public long of(Delta delta) {
        long columns = delta.columns().stream()
                .mapToLong(c -> perColumn
                        + Utf8Size.of(c.column())
                        + Utf8Size.of(c.value().text()))
                .sum();
        return perDelta
                + Utf8Size.of(delta.row().table())
                + Utf8Size.of(delta.row().rowId())
                + Utf8Size.of(delta.clientId())
                + columns;
    }
}
