package io.lakesync.contracts.gateway;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.Arrays;
import java.util.List;

/** Deltas of the one table of the scene. */
final class Todos {
    static final String SCHEMA =
            """
            {"table": "todos", "columns": [
              {"name": "owner", "type": "string"}, {"name": "title", "type": "string"},
              {"name": "rank", "type": "number"}, {"name": "tags", "type": "json"}]}
            """;

    static final String SCHEMA_WITH_NOTE =
            """
            {"table": "todos", "columns": [
              {"name": "owner", "type": "string"}, {"name": "title", "type": "string"},
              {"name": "rank", "type": "number"}, {"name": "tags", "type": "json"},
              {"name": "note", "type": "string"}]}
            """;

    static final String OWNERS_ONLY =
            """
            {"version": 1, "buckets": [{"name": "mine", "tables": ["todos"], "write": "%s",
              "filters": [{"column": "owner", "op": "eq", "value": "jwt:sub"}]}]}
            """;

    private Todos() {}

    static RowKey row(String rowId) {
        return new RowKey("todos", rowId);
    }

    static Delta added(String who, long when, String rowId, ColumnValue... columns) {
        return delta(DeltaOp.INSERT, who, when, rowId, columns);
    }

    static Delta changed(String who, long when, String rowId, ColumnValue... columns) {
        return delta(DeltaOp.UPDATE, who, when, rowId, columns);
    }

    static Delta deleted(String who, long when, String rowId) {
        return delta(DeltaOp.DELETE, who, when, rowId);
    }

    static ColumnValue owner(String name) {
        return new ColumnValue("owner", JsonText.ofString(name));
    }

    static ColumnValue title(String text) {
        return new ColumnValue("title", JsonText.ofString(text));
    }

    static ColumnValue rank(int number) {
        return new ColumnValue("rank", JsonText.ofNumber(number));
    }

    static ColumnValue json(String column, String text) {
        return new ColumnValue(column, new JsonValue(text));
    }

    /** As it comes back: without its id. */
    static Delta pulled(Delta pushed) {
        return pushed.withDeltaId("");
    }

    private static Delta delta(DeltaOp op, String who, long when, String rowId, ColumnValue... columns) {
        return identified(new Delta(op, row(rowId), who, Arrays.asList(columns), Hlc.of(when, 0), ""));
    }

    static Delta identified(Delta delta) {
        return delta.withDeltaId(DeltaIds.of(delta));
    }

    static List<String> rowIds(List<Delta> deltas) {
        return deltas.stream().map(delta -> delta.row().rowId()).distinct().toList();
    }
}
