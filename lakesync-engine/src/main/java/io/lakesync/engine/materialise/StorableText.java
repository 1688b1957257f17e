package io.lakesync.engine.materialise;

/**
 * Text that every destination takes, whatever a client wrote. U+0000 and unpaired surrogates, which PostgreSQL refuses,
 * become U+FFFD, as values and as escapes inside JSON. The same text comes out every time.
 */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** A JSON string's content; of anything else the JSON text. */
    static String ofValue(String json) {
        return json.charAt(0) == '"' ? cleaned(decoded(json)) : json;
    }

    /** JSON text without escapes and numbers that a destination refuses. */
    static String ofJson(String json) {
        return new JsonRewriter(json).rewritten();
    }

    private static String decoded(String json) {
        var text = new StringBuilder(json.length());
        int end = json.length() - 1;
        for (int i = 1; i < end; i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (json.charAt(++i) == 'u') {
                text.append(JsonRewriter.escaped(json, i + 1));
                i += JsonRewriter.HEX_DIGITS;
            } else {
                text.append(plain(json.charAt(i)));
            }
        }
        return text.toString();
    }

    private static char plain(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
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
