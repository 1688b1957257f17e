package io.lakesync.api.delta;

import static java.util.Objects.requireNonNull;

/** Names one row. Two parts, never one joined string: "a:b"+"c" and "a"+"b:c" must differ. */
public record RowKey(String table, String rowId) implements Comparable<RowKey> {
    public static final int ROW_ID_CHARS_MAX = 512;

    public RowKey {
        requireNonNull(table, "table");
        requireNonNull(rowId, "rowId");
    }

    @Override
    public int compareTo(RowKey other) {
        int byTable = table.compareTo(other.table);
        return byTable != 0 ? byTable : rowId.compareTo(other.rowId);
    }
}
