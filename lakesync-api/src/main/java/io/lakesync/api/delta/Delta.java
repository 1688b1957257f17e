package io.lakesync.api.delta;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.hlc.Hlc;
import java.util.List;

/**
 * One change of one row by one client. A value: two deltas with equal parts are the same delta.
 *
 * @param columns the changed columns in the client's order, which the delta id depends on; empty for DELETE
 * @param deltaId lower-case hex SHA-256 of the content, or "" where nobody has computed it yet
 */
public record Delta(DeltaOp op, RowKey row, String clientId, List<ColumnValue> columns, Hlc hlc, String deltaId) {
    public static final int CLIENT_ID_CHARS_MAX = 255;

    public Delta {
        requireNonNull(op, "op");
        requireNonNull(row, "row");
        requireNonNull(clientId, "clientId");
        requireNonNull(hlc, "hlc");
        requireNonNull(deltaId, "deltaId");
        columns = List.copyOf(columns);
    }

    /** Tells a receiver to drop its copy of the row and all registers but those of its own unpushed deltas. Not a tombstone. */
    public static Delta forget(RowKey row) {
        return new Delta(DeltaOp.DELETE, row, "", List.of(), Hlc.ZERO, "");
    }

    public boolean isForget() {
        return op == DeltaOp.DELETE && hlc.equals(Hlc.ZERO) && clientId.isEmpty() && columns.isEmpty();
    }

    public Delta withOp(DeltaOp other) {
        return op == other ? this : new Delta(other, row, clientId, columns, hlc, deltaId);
    }

    public Delta withDeltaId(String id) {
        return new Delta(op, row, clientId, columns, hlc, id);
    }
}
