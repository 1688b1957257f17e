package io.lakesync.console.gateway;

import io.lakesync.api.delta.JsonValue;

/**
 * What a page tells of a column value: its kind and the size of its JSON text. Why a delta was refused can be seen from that; what people wrote
 * into their rows is none of an operator's business.
 */
final class Mask {
    private Mask() {}

    static String of(JsonValue value) {
        String text = value.text();
        int length = text.length();
        return switch (text.charAt(0)) {
            case 'n' -> "null";
            case 't', 'f' -> "true or false";
            case '"' -> "text, %d characters".formatted(length - 2);
            case '{' -> "object, %d characters".formatted(length);
            case '[' -> "list, %d characters".formatted(length);
            default -> "number, %d characters".formatted(length);
        };
    }
}
