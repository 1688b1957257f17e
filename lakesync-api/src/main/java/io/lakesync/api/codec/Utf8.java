package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Strict decoding: what is not UTF-8 is refused, never replaced. */
final class Utf8 {
    private Utf8() {}

    static CharBuffer decode(ByteBuffer bytes, String what) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw new SyncException(VALIDATION_ERROR, "Invalid " + what + ": not UTF-8", e);
        }
    }

    /** Whether the text can be stored and sent everywhere: no U+0000 and no half of a surrogate pair. */
    static boolean isPortable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || (Character.isSurrogate(c) && !isPairAt(text, i))) {
                return false;
            }
            i += Character.isSurrogate(c) ? 1 : 0;
        }
        return true;
    }

    static boolean isPairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
