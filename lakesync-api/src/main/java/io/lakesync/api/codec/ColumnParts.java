package io.lakesync.api.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.lakesync.api.delta.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The parts of one column of a delta, in JSON. Lists, because a key may come twice. */
final class ColumnParts {
    private final JsonSource source;
    private final List<String> names = new ArrayList<>(1);
    private final List<JsonValue> values = new ArrayList<>(1);

    ColumnParts(JsonSource source) {
        this.source = source;
    }

    void take(String field) {
        if (field.equals("column") && source.is(JsonToken.VALUE_STRING)) {
            names.add(source.text());
        } else if (field.equals("value")) {
            values.add(source.value());
        }
    }

    void finish(DeltaDraft draft, int index) {
        if (names.size() == 1 && values.size() == 1) {
            draft.column(names.get(0), values.get(0));
        } else {
            draft.fault("columns[%d] must have one string \"column\" and one \"value\", which may be null"
                    .formatted(index));
        }
    }
}
