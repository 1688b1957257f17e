package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CloseReasonsTest {
    @Test
    void a_refusal_closes_with_its_code_as_reason() {
        var reason = CloseReasons.of(new SyncException(SyncFailure.CLOCK_DRIFT, "5001 ms ahead"));

        assertThat(reason.getCloseCode()).isEqualTo(CloseCodes.VIOLATED_POLICY);
        assertThat(reason.getReasonPhrase()).isEqualTo("CLOCK_DRIFT: 5001 ms ahead");
    }

    @Test
    void an_unexpected_failure_is_not_told() {
        var reason = CloseReasons.of(new IllegalStateException("password"));

        assertThat(reason.getCloseCode()).isEqualTo(CloseCodes.UNEXPECTED_CONDITION);
        assertThat(reason.getReasonPhrase()).isEqualTo("INTERNAL_ERROR: Internal error");
    }

    @Test
    void what_is_too_large_or_unreadable_says_so() {
        var large = new SyncException(SyncFailure.PAYLOAD_TOO_LARGE, "x");
        var unreadable = new SyncException(SyncFailure.VALIDATION_ERROR, "x");

        assertThat(CloseReasons.of(large).getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        assertThat(CloseReasons.unreadable(large).getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
        assertThat(CloseReasons.unreadable(unreadable).getCloseCode()).isEqualTo(CloseCodes.NOT_CONSISTENT);
    }

    @Test
    void a_reason_is_cut_at_a_character_within_123_bytes() {
        for (var character : new String[] {"a", "é", "€", "😀"}) {
            for (int before = 0; before < 5; before++) {
                var text = "x".repeat(before) + character.repeat(200);
                var phrase = CloseReasons.of(CloseCodes.VIOLATED_POLICY, text).getReasonPhrase();
                int bytes = phrase.getBytes(StandardCharsets.UTF_8).length;

                assertThat(bytes).isBetween(120, 123);
                assertThat(text).startsWith(phrase);
                assertThat(phrase.substring(before).replace(character, "")).isEmpty();
            }
        }
    }

    @Test
    void a_short_reason_stays_whole() {
        assertThat(CloseReasons.of(CloseCodes.GOING_AWAY, "").getReasonPhrase()).isEmpty();
        assertThat(CloseReasons.GOING.getReasonPhrase()).isEqualTo("Server shutting down");
    }
}
