package io.lakesync.engine.log;

import io.lakesync.engine.merge.RowState;

/** Estimates how large a row state is, so that it can be bounded. */
public final class RowSize {
    private static final int REGISTER_BYTES = 24;

    private RowSize() {}

    /** Characters of all names, values and client ids, plus a constant per register: at least the stored size of ASCII text. */
    public static long of(StoredRow row) {
        long earlier = row.earlier().stream()
                .flatMap(e -> e.values().entrySet().stream())
                .mapToLong(e -> e.getKey().length() + e.getValue().text().length())
                .sum();
        return of(row.state()) + earlier;
    }

    private static long of(RowState state) {
        return state.cells().entrySet().stream()
                .mapToLong(cell -> REGISTER_BYTES
                        + cell.getKey().length()
                        + cell.getValue().value().text().length()
                        + cell.getValue().writer().clientId().length())
                .sum();
    }
}
