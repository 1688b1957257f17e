package io.lakesync.web.document;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers 200 with JSON, in UTF-8 whatever the container takes for its default. */
public final class Answer {
    private Answer() {}

    public static Response json(String text) {
        return json(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param text in UTF-8 */
    public static Response json(byte[] text) {
        return Response.ok(text, MediaType.APPLICATION_JSON_TYPE).build();
    }
}
