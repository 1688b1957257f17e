package io.lakesync.api.codec;

import io.lakesync.api.delta.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * One text for all spellings of a JSON value: no white space, keys sorted by UTF-16 code units, numbers and strings as
 * JavaScript prints them. The rules of the npm package fast-json-stable-stringify, which delta ids rest on.
 */
final class StableJson {
    private StableJson() {}

    static String of(JsonValue value) {
        var out = new StringBuilder(value.text().length());
        append(out, value);
        return out.toString();
    }

    static void append(StringBuilder out, JsonValue value) {
        var text = value.text();
        char first = text.charAt(0);
        boolean structured = first == '{' || first == '[';
        boolean escaped = first == '"' && text.indexOf('\\') >= 0;
        if (structured || escaped) {
            try (var source = JsonSource.ofText(text)) {
                append(out, source);
            }
        } else if (first == '-' || (first >= '0' && first <= '9')) {
            out.append(JsNumber.normalise(text));
        } else {
            out.append(text);
        }
    }

    private static void append(StringBuilder out, JsonSource source) {
        switch (source.token()) {
            case START_OBJECT:
                appendObject(out, source);
                break;
            case START_ARRAY:
                appendArray(out, source);
                break;
            case VALUE_STRING:
                JsonStrings.append(out, source.text());
                break;
            default:
                out.append(source.token().isNumeric() ? JsNumber.normalise(source.text()) : source.text());
        }
    }

    private static void appendArray(StringBuilder out, JsonSource source) {
        out.append('[');
        source.eachItem(index -> {
            out.append(index == 0 ? "" : ",");
            append(out, source);
        });
        out.append(']');
    }

    private static void appendObject(StringBuilder out, JsonSource source) {
        var fields = new TreeMap<String, String>();
        source.eachField(name -> {
            var value = new StringBuilder();
            append(value, source);
            fields.put(name, value.toString());
        });
        out.append('{');
        int start = out.length();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            out.append(out.length() == start ? "" : ",");
            JsonStrings.append(out, field.getKey());
            out.append(':').append(field.getValue());
        }
        out.append('}');
    }
}
