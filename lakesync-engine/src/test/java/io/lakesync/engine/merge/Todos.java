package io.lakesync.engine.merge;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Deltas of one row of todos. Columns and JSON texts alternate: {@code update("ann", 1, "title", "\"milk\"")}. */
final class Todos {
    static final RowKey ROW = new RowKey("todos", "t1");

    private Todos() {}

    static Delta insert(String client, long hlc, String... columns) {
        return delta(DeltaOp.INSERT, client, hlc, columns);
    }

    static Delta update(String client, long hlc, String... columns) {
        return delta(DeltaOp.UPDATE, client, hlc, columns);
    }

    static Delta delete(String client, long hlc) {
        return delta(DeltaOp.DELETE, client, hlc);
    }

    static Delta delta(DeltaOp op, String client, long hlc, String... columns) {
        List<ColumnValue> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            values.add(new ColumnValue(columns[i], new JsonValue(columns[i + 1])));
        }
        return new Delta(op, ROW, client, values, new Hlc(hlc), "");
    }

    static RowState state(Delta... deltas) {
        return fold(List.of(deltas));
    }

    static RowState fold(Collection<Delta> deltas) {
        return join(RowState.EMPTY, deltas);
    }

    static RowState join(RowState state, Collection<Delta> deltas) {
        for (Delta delta : deltas) {
            state = state.merge(delta);
        }
        return state;
    }
}
