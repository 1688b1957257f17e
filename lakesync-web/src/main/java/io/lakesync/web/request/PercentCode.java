package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of URLs, read strictly: two hexadecimal digits, and the bytes are UTF-8. */
final class PercentCode {
    private PercentCode() {}

    /** @throws SyncException VALIDATION_ERROR */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(digit(text, i + 1) << 4 | digit(text, i + 2));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int digit(String text, int place) {
        int digit = place < text.length() && text.charAt(place) < 0x80 ? Character.digit(text.charAt(place), 16) : -1;
        if (digit < 0) {
            throw new SyncException(VALIDATION_ERROR, "Malformed percent-encoding");
        }
        return digit;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SyncException(VALIDATION_ERROR, "Malformed percent-encoding", e);
        }
    }
}
