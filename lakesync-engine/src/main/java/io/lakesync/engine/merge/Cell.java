package io.lakesync.engine.merge;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.engine.text.CodePointOrder;

/** The value of one column and who wrote it. */
public record Cell(JsonValue value, Writer writer) {
    public Cell {
        requireNonNull(value, "value");
        requireNonNull(writer, "writer");
    }

    /**
     * Whether this cell replaces the other. One writer with two values at one time is a fault of its client; then the
     * larger UTF-8 bytes of the JSON text win, so that every replica picks the same value.
     */
    public boolean wins(Cell other) {
        int byWriter = writer.compareTo(other.writer);
        return byWriter != 0 ? byWriter > 0 : CodePointOrder.compare(value.text(), other.value.text()) > 0;
    }
}
