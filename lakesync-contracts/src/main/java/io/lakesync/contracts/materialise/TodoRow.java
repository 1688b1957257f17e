package io.lakesync.contracts.materialise;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.materialise.DestinationRow;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.merge.RowState;
import java.util.List;

/** A row of the table todos in the making. Time goes on by a minute with every change; the stamp is the time doubled. */
record TodoRow(String rowId, RowState state, int time) {
    private static final long MINUTE_MILLIS = 60_000;

    static TodoRow of(String rowId) {
        return new TodoRow(rowId, RowState.EMPTY, 0);
    }

    TodoRow with(String column, String json) {
        return changed(DeltaOp.UPDATE, List.of(new ColumnValue(column, new JsonValue(json))));
    }

    TodoRow deleted() {
        return changed(DeltaOp.DELETE, List.of());
    }

    DestinationRow in(DestinationTable table) {
        return table.row(rowId, stamp(), state);
    }

    long stamp() {
        return 2L * time;
    }

    static long deletedAtMillis(int time) {
        return time * MINUTE_MILLIS;
    }

    private TodoRow changed(DeltaOp op, List<ColumnValue> columns) {
        var hlc = Hlc.of((time + 1) * MINUTE_MILLIS, 0);
        var delta = new Delta(op, new RowKey("todos", rowId), "ann", columns, hlc, "");
        return new TodoRow(rowId, state.merge(delta), time + 1);
    }
}
