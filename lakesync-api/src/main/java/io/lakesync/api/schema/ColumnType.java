package io.lakesync.api.schema;

import io.lakesync.api.delta.JsonValue;
import java.util.Locale;

/** The type of a column. JSON null fits every type. */
public enum ColumnType {
    STRING {
        @Override
        boolean fits(char first, String text) {
            return first == '"';
        }
    },
    NUMBER {
        @Override
        boolean fits(char first, String text) {
            return first == '-' || (first >= '0' && first <= '9');
        }
    },
    /** SQLite has no boolean: 1 and 0 are accepted too. */
    BOOLEAN {
        @Override
        boolean fits(char first, String text) {
            return text.equals("true") || text.equals("false") || text.equals("1") || text.equals("0");
        }
    },
    JSON {
        @Override
        boolean fits(char first, String text) {
            return true;
        }
    },
    /** Nothing is known yet: every value fits. */
    NULL {
        @Override
        boolean fits(char first, String text) {
            return true;
        }
    };

    public final boolean fits(JsonValue value) {
        return value.isNull() || fits(value.text().charAt(0), value.text());
    }

    abstract boolean fits(char first, String text);

    /** The word in a schema document. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
