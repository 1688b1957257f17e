package io.lakesync.server.materialise;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Row states in the order of their stamps, as the log keeps them, in memory. */
final class RowLog implements TableFollower.TableReader {
    private final Map<RowKey, StoredRow> rows = new HashMap<>();
    private final int pageMax;
    private long head = 2;

    RowLog(int pageMax) {
        this.pageMax = pageMax;
    }

    void put(String table, String rowId, String column, String json) {
        change(new RowKey(table, rowId), DeltaOp.UPDATE, List.of(new ColumnValue(column, new JsonValue(json))));
    }

    void delete(String table, String rowId) {
        change(new RowKey(table, rowId), DeltaOp.DELETE, List.of());
    }

    /** Something else takes a stamp. */
    void mark() {
        head += 2;
    }

    long head() {
        return head;
    }

    @Override
    public TablePage after(GatewayId gateway, String table, long stamp, int rowsMax) {
        var page = rows.values().stream()
                .filter(row -> row.key().table().equals(table) && row.stamp() > stamp)
                .sorted(Comparator.comparing(StoredRow::stamp))
                .limit(Math.min(pageMax, rowsMax))
                .toList();
        return new TablePage(head, page);
    }

    @Override
    public Optional<StoredRow> row(GatewayId gateway, RowKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    private void change(RowKey key, DeltaOp op, List<ColumnValue> columns) {
        head += 2;
        var delta = new Delta(op, key, "ann", columns, Hlc.of(head, 0), "");
        var state = rows.containsKey(key) ? rows.get(key).state() : RowState.EMPTY;
        rows.put(key, new StoredRow(key, head, state.merge(delta), List.of()));
    }
}
