package io.lakesync.api.codec;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.failure.SyncException;
import java.math.BigDecimal;

/** Reads and writes single JSON values, for those who compare or convert them. */
public final class JsonText {
    private JsonText() {}

    /**
     * Takes exactly one JSON value; the text is kept as written, without white space around it.
     *
     * @throws SyncException VALIDATION_ERROR for anything else, for more than 500 levels and for numbers beyond the doubles
     */
    public static JsonValue parse(String text) {
        try (var source = JsonSource.ofText(text)) {
            var value = source.value();
            source.requireEnd();
            return value;
        }
    }

    public static JsonValue ofString(String text) {
        var out = new StringBuilder(text.length() + 2);
        JsonStrings.append(out, text);
        return new JsonValue(out.toString());
    }

    /** The number as JavaScript prints it; null for what is not finite. */
    public static JsonValue ofNumber(double number) {
        return new JsonValue(JsNumber.print(number));
    }

    public static JsonValue ofBoolean(boolean value) {
        return value ? JsonValue.TRUE : JsonValue.FALSE;
    }

    public static boolean isString(JsonValue value) {
        return value.text().charAt(0) == '"';
    }

    public static boolean isNumber(JsonValue value) {
        char first = value.text().charAt(0);
        return first == '-' || (first >= '0' && first <= '9');
    }

    public static boolean isBoolean(JsonValue value) {
        char first = value.text().charAt(0);
        return first == 't' || first == 'f';
    }

    /** Whether the value is an object or an array. */
    public static boolean isStructured(JsonValue value) {
        char first = value.text().charAt(0);
        return first == '{' || first == '[';
    }

    /** The decoded text of a JSON string. Throws IllegalArgumentException for another value. */
    public static String string(JsonValue value) {
        require(isString(value), "string", value);
        var text = value.text();
        if (text.indexOf('\\') < 0) {
            return text.substring(1, text.length() - 1);
        }
        try (var source = JsonSource.ofText(text)) {
            return source.text();
        }
    }

    /** A JSON number as every JavaScript client sees it. Throws IllegalArgumentException for another value. */
    public static double number(JsonValue value) {
        require(isNumber(value), "number", value);
        return Double.parseDouble(value.text());
    }

    /**
     * A JSON number with all its digits, to be compared. Throws IllegalArgumentException for another value.
     *
     * @return the double's value where that is subnormal or zero: an exponent of any size is harmless
     */
    public static BigDecimal decimal(JsonValue value) {
        double number = number(value);
        return Math.abs(number) < Double.MIN_NORMAL ? BigDecimal.valueOf(number) : new BigDecimal(value.text());
    }

    /** Throws IllegalArgumentException for another value than true and false. */
    public static boolean bool(JsonValue value) {
        require(isBoolean(value), "boolean", value);
        return value.text().equals("true");
    }

    /** Whether both are the same value to JavaScript: whatever the white space, the order of keys, the form of numbers. */
    public static boolean isSame(JsonValue a, JsonValue b) {
        return a.equals(b) || StableJson.of(a).equals(StableJson.of(b));
    }

    /** The one text for all spellings of a value: sorted keys, no white space, JavaScript's numbers. */
    public static String stable(JsonValue value) {
        return StableJson.of(value);
    }

    private static void require(boolean holds, String kind, JsonValue value) {
        if (!holds) {
            throw new IllegalArgumentException("not a JSON " + kind + ": " + value.text());
        }
    }
}
