package io.lakesync.server.materialise;

import java.util.List;
import java.util.stream.Collectors;

/** The JSON text of an array of strings. */
final class JsonArray {
    private JsonArray() {}

    static String of(List<String> texts) {
        return texts.stream().map(JsonArray::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
