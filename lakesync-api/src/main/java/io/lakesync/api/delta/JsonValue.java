package io.lakesync.api.delta;

import static java.util.Objects.requireNonNull;

/**
 * A column's value as the exact JSON text that was pushed. JSON null is data and has a value of its own. The text is
 * taken as valid: whoever makes one from outside input goes through the codec.
 */
public record JsonValue(String text) {
    public static final JsonValue NULL = new JsonValue("null");
    public static final JsonValue TRUE = new JsonValue("true");
    public static final JsonValue FALSE = new JsonValue("false");

    public JsonValue {
        if (requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("JSON text must not be empty");
        }
    }

    public boolean isNull() {
        return text.equals("null");
    }

    @Override
    public String toString() {
        return text;
    }
}
