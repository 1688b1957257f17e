package io.lakesync.it.fault;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.HlcClock;
import java.util.ArrayList;
import java.util.List;

/** Some rows of its own under one name, and the row that everybody writes. One row of a legacy client is for quarantine. */
record Push(String name, String client, List<Delta> deltas) {
    static final int OWN_ROWS = 5;
    static final String COLUMN = "push";
    static final RowKey SHARED = new RowKey("todos", "shared");
    private static final String NO_COLUMN = "nowhere";

    static Push of(String name, String client, HlcClock clock) {
        var deltas = new ArrayList<Delta>();
        for (int row = 0; row < OWN_ROWS; row++) {
            var column = row == 0 && isLegacy(client) ? NO_COLUMN : COLUMN;
            deltas.add(delta(new RowKey("todos", name + "/" + row), column, name, client, clock));
        }
        deltas.add(delta(SHARED, COLUMN, name, client, clock));
        return new Push(name, client, List.copyOf(deltas));
    }

    boolean isLegacy() {
        return isLegacy(client);
    }

    /** Whether the schema has no such column. */
    static boolean isBad(Delta delta) {
        return delta.columns().get(0).column().equals(NO_COLUMN);
    }

    static String nameOf(String rowId) {
        return rowId.replaceFirst("/.*", "");
    }

    private static boolean isLegacy(String client) {
        return client.startsWith("legacy");
    }

    private static Delta delta(RowKey row, String column, String value, String client, HlcClock clock) {
        var values = List.of(new ColumnValue(column, JsonText.ofString(value)));
        var delta = new Delta(DeltaOp.INSERT, row, client, values, clock.issue(), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }
}
