package io.lakesync.web.document;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.failure.SyncException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a body that must be one JSON object. */
public final class Document {
    private Document() {}

    /** @throws SyncException VALIDATION_ERROR */
    public static JsonObject parse(byte[] body) {
        // The api's reader first: it bounds depth and refuses what it does not know; the container's reader does not.
        var value = JsonText.parse(text(body));
        if (!value.text().startsWith("{")) {
            throw new SyncException(VALIDATION_ERROR, "Invalid JSON body: it must be an object");
        }
        try (var reader = Json.createReader(new StringReader(value.text()))) {
            return reader.readObject();
        }
    }

    /** @throws SyncException VALIDATION_ERROR when the body is not UTF-8 */
    public static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SyncException(VALIDATION_ERROR, "Invalid JSON body: not UTF-8", e);
        }
    }
}
