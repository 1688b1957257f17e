package io.lakesync.engine.rules;

/** Reads the text of a JSON string. */
final class JsonString {
    private JsonString() {}

    static String decode(String json) {
        String inner = json.substring(1, json.length() - 1);
        return inner.indexOf('\\') < 0 ? inner : unescape(inner);
    }

    private static String unescape(String inner) {
        StringBuilder text = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (inner.charAt(++i) == 'u') {
                text.append((char) Integer.parseInt(inner, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(plain(inner.charAt(i)));
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
}
