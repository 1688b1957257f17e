package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back over HTTP.
 *
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
    Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The same with the code that belongs to the status. */
    Answer requireRefusal(int wanted, String what) {
        return requireRefusal(wanted, wanted == 404 ? "NOT_FOUND" : "VALIDATION_ERROR", what);
    }

    /** A refusal as the edge words them: JSON with a code, the request's id, and nothing of our insides. */
    Answer requireRefusal(int wanted, String code, String what) {
        assertThat(status).as("%s: %s", what, body).isEqualTo(wanted);
        assertThat(body)
                .as(what)
                .startsWith("{\"error\":\"")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"requestId\":\"" + header("X-Request-Id").orElse("no header") + "\"");
        assertThat(header("Content-Type")).as(what).contains("application/json");
        return requireSilence(what);
    }

    /** No answer, of ours or of the container, shows a stack trace. */
    Answer requireSilence(String what) {
        assertThat(body).as(what).doesNotContain("Exception", "at io.lakesync", "at java.", ".java:");
        return this;
    }
}
