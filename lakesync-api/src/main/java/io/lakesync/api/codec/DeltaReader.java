package io.lakesync.api.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import java.util.ArrayList;
import java.util.List;

/** Reads an array of deltas from JSON. */
final class DeltaReader {
    private final JsonSource source;
    private final Faults faults = new Faults();
    private final List<Delta> deltas = new ArrayList<>();

    DeltaReader(JsonSource source) {
        this.source = source;
    }

    /** Reads the array that the source stands on; bad deltas are left out until {@link #deltas()} is asked for. */
    void read() {
        source.eachItem(this::readDelta);
    }

    /** @throws SyncException VALIDATION_ERROR naming every delta that could not be read */
    List<Delta> deltas() {
        faults.requireNone();
        return deltas;
    }

    private void readDelta(int index) {
        var draft = new DeltaDraft();
        if (source.is(JsonToken.START_OBJECT)) {
            source.eachField(name -> readField(draft, name));
        } else {
            draft.fault("a delta is a JSON object");
        }
        draft.finish().ifPresentOrElse(deltas::add, () -> faults.add(index, draft.fault()));
    }

    private void readField(DeltaDraft draft, String name) {
        switch (name) {
            case "op", "table", "rowId", "clientId", "deltaId", "hlc":
                if (source.is(JsonToken.VALUE_STRING)) {
                    draft.text(name, source.text());
                } else {
                    draft.fault(name + " must be a string");
                }
                break;
            case "columns":
                readColumns(draft);
                break;
            default:
        }
    }

    private void readColumns(DeltaDraft draft) {
        draft.columns();
        if (source.is(JsonToken.START_ARRAY)) {
            source.eachItem(index -> readColumn(draft, index));
        } else {
            draft.fault("columns must be an array");
        }
    }

    private void readColumn(DeltaDraft draft, int index) {
        var parts = new ColumnParts(source);
        if (source.is(JsonToken.START_OBJECT)) {
            source.eachField(parts::take);
        }
        parts.finish(draft, index);
    }
}
