package io.lakesync.engine.materialise;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.JsonValue;

/**
 * Text that every destination takes, whatever a client wrote. U+0000 and unpaired surrogates, which PostgreSQL refuses,
 * become U+FFFD, as values and as escapes inside JSON. The same text comes out every time.
 */
public final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** A JSON string's content; of anything else the JSON text. */
    static String ofValue(JsonValue value) {
        return JsonText.isString(value) ? cleaned(JsonText.string(value)) : value.text();
    }

    /** JSON text without escapes and numbers that a destination refuses. */
    public static String ofJson(JsonValue value) {
        return new JsonRewriter(value.text()).rewritten();
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < clean.length()
                    && Character.isLowSurrogate(clean.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }
}
