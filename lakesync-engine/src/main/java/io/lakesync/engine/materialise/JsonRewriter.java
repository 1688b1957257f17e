package io.lakesync.engine.materialise;

/**
 * One pass over valid JSON text. Escapes of U+0000 and of unpaired surrogates become that of U+FFFD; a number of
 * thousands of digits, which no numeric type holds, becomes a string.
 */
final class JsonRewriter {
    private static final int HEX_DIGITS = 4;

    /** Length and exponent together stay within the 16,383 decimals of PostgreSQL's numeric. */
    private static final int NUMBER_CHARS_MAX = 4000;

    private static final int ESCAPE_CHARS = 6;
    private static final String REPLACEMENT = "\\ufffd";

    private final String json;
    private final StringBuilder out;
    private int at;

    JsonRewriter(String json) {
        this.json = json;
        this.out = new StringBuilder(json.length());
    }

    private static char escaped(String json, int digits) {
        return (char) Integer.parseInt(json, digits, digits + HEX_DIGITS, 16);
    }

    String rewritten() {
        while (at < json.length()) {
            char c = json.charAt(at);
            if (c == '"') {
                string();
            } else if (c == '-' || Character.isDigit(c)) {
                number();
            } else {
                copy(1);
            }
        }
        return out.toString();
    }

    private void string() {
        copy(1);
        while (json.charAt(at) != '"') {
            if (json.charAt(at) != '\\') {
                copy(1);
            } else if (json.charAt(at + 1) != 'u') {
                copy(2);
            } else {
                unicode();
            }
        }
        copy(1);
    }

    private void unicode() {
        char c = escaped(json, at + 2);
        if (Character.isHighSurrogate(c) && isLowEscape(at + ESCAPE_CHARS)) {
            copy(2 * ESCAPE_CHARS);
        } else if (c == 0 || Character.isSurrogate(c)) {
            out.append(REPLACEMENT);
            at += ESCAPE_CHARS;
        } else {
            copy(ESCAPE_CHARS);
        }
    }

    private boolean isLowEscape(int from) {
        return json.startsWith("\\u", from) && Character.isLowSurrogate(escaped(json, from + 2));
    }

    private void number() {
        int end = at;
        int exponent = -1;
        while (end < json.length() && "+-.eE0123456789".indexOf(json.charAt(end)) >= 0) {
            exponent = Character.toLowerCase(json.charAt(end)) == 'e' ? end + 1 : exponent;
            end++;
        }
        boolean storable = end - at <= NUMBER_CHARS_MAX && (exponent < 0 || isSmall(exponent, end));
        out.append(storable ? "" : "\"").append(json, at, end).append(storable ? "" : "\"");
        at = end;
    }

    private boolean isSmall(int exponent, int end) {
        int sign = "+-".indexOf(json.charAt(exponent)) >= 0 ? 1 : 0;
        int digits = end - exponent - sign;
        return digits <= 9 && Integer.parseInt(json, exponent + sign, end, 10) <= NUMBER_CHARS_MAX;
    }

    private void copy(int chars) {
        out.append(json, at, at + chars);
        at += chars;
    }
}
