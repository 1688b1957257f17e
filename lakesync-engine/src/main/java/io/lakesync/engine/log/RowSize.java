package io.lakesync.engine.log;

import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.text.Utf8Size;

/** Estimates how large a row state is, so that it can be bounded. */
public final class RowSize {
    private static final int REGISTER_BYTES = 24;

    private RowSize() {}

    /** Bytes in UTF-8 of all names, values and client ids, plus a constant per register. */
    public static long of(StoredRow row) {
        long earlier = row.earlier().stream()
                .flatMap(e -> e.values().entrySet().stream())
                .mapToLong(
                        e -> Utf8Size.of(e.getKey()) + Utf8Size.of(e.getValue().text()))
                .sum();
        return of(row.state()) + earlier;
    }

    private static long of(RowState state) {
        return state.cells().entrySet().stream()
                .mapToLong(cell -> REGISTER_BYTES
                        + Utf8Size.of(cell.getKey())
                        + Utf8Size.of(cell.getValue().value().text())
                        + Utf8Size.of(cell.getValue().writer().clientId()))
                .sum();
    }
}
