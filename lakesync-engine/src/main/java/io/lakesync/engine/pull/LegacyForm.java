package io.lakesync.engine.pull;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whole present rows for the existing client, whose INSERT is a plain INSERT: a DELETE and an INSERT together replace
 * whatever it holds. The DELETE carries hlc 0, so that it loses against an edit that waits there to be pushed: else the
 * client would delete the row and make of the INSERT an UPDATE of a row that is gone. It binds values to SQLite as they are, so objects and arrays travel as text.
 */
final class LegacyForm implements RowForm {
    private final Map<String, TableSchema> schemas;

    LegacyForm(Map<String, TableSchema> schemas) {
        this.schemas = schemas;
    }

    @Override
    public List<Delta> whole(StoredRow row) {
        var newest = newest(row);
        var columns = columns(row);
        return List.of(
                Delta.forget(row.key()),
                new Delta(DeltaOp.INSERT, row.key(), newest.clientId(), columns, newest.hlc(), ""));
    }

    @Override
    public List<Delta> dead(StoredRow row) {
        return List.of(delete(row, newest(row)));
    }

    @Override
    public List<Delta> corrected(StoredRow row, List<Delta> present) {
        return present;
    }

    private List<ColumnValue> columns(StoredRow row) {
        var image = row.state().image();
        var schema = schemas.get(row.key().table());
        var columns = new ArrayList<ColumnValue>();
        if (schema == null) {
            image.forEach((name, value) -> columns.add(new ColumnValue(name, bindable(value))));
        } else {
            for (var column : schema.columns()) {
                var name = column.name().name();
                columns.add(new ColumnValue(name, bindable(image.getOrDefault(name, JsonValue.NULL))));
            }
        }
        return columns;
    }

    private static JsonValue bindable(JsonValue value) {
        char first = value.text().charAt(0);
        return first == '{' || first == '[' ? JsonText.ofString(value.text()) : value;
    }

    private static Delta delete(StoredRow row, Writer newest) {
        return new Delta(DeltaOp.DELETE, row.key(), newest.clientId(), List.of(), newest.hlc(), "");
    }

    private static Writer newest(StoredRow row) {
        return row.state().newest().orElseThrow();
    }
}
