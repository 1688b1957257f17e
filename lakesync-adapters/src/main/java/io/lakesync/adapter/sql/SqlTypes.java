package io.lakesync.adapter.sql;

import io.lakesync.api.schema.ColumnType;

/**
 * How a product calls the types of columns.
 *
 * @param text of any length that a row state may have
 * @param emptyObject an empty JSON object, as a default
 */
record SqlTypes(String text, String json, String emptyObject) {
    String of(ColumnType type) {
        return switch (type) {
            case STRING, NULL -> text;
            case NUMBER -> "DOUBLE PRECISION";
            case BOOLEAN -> "BOOLEAN";
            case JSON -> json;
        };
    }

    String rowId() {
        return "%s PRIMARY KEY".formatted(text);
    }

    /** For an operator's own notes on a row; never written after the row is made. */
    String props() {
        return "%s DEFAULT %s NOT NULL".formatted(json, emptyObject);
    }
}
