package io.lakesync.api.codec;

/** JSON strings as JavaScript's JSON.stringify writes them. */
final class JsonStrings {
    private static final String SHORT_ESCAPES = "btnvfr";
    private static final char FIRST_SHORT = '\b';

    private JsonStrings() {}

    static void append(StringBuilder out, String text) {
        out.append('"');
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isSurrogate(c) && Utf8.isPairAt(text, i)) {
                i++;
                continue;
            }
            out.append(text, copied, i);
            escape(out, c);
            copied = i + 1;
        }
        out.append(text, copied, text.length()).append('"');
    }

    private static void escape(StringBuilder out, char c) {
        int index = c - FIRST_SHORT;
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (index >= 0 && index < SHORT_ESCAPES.length() && c != '\u000b') {
            out.append('\\').append(SHORT_ESCAPES.charAt(index));
        } else {
            out.append("\\u").append(Character.forDigit(c >> 12, 16));
            out.append(Character.forDigit(c >> 8 & 15, 16));
            out.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
        }
    }
}
