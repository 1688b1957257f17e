package io.lakesync.web.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.hlc.Hlc;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionPushTest {
    private static final String GOOD = "{\"actionId\":\"1\",\"clientId\":\"ann\",\"hlc\":\"7\",\"connector\":\"slack\","
            + "\"actionType\":\"send\",\"params\":{\"text\":\"hi\"},\"idempotencyKey\":\"k\"}";

    @Test
    void each_action_is_answered_as_not_supported() {
        var push = parse("[%s,%s]".formatted(GOOD, GOOD.replace("\"1\"", "\"2\"")));

        assertThat(push.notSupported(new Hlc(65536)))
                .isEqualTo("{\"results\":["
                        + "{\"actionId\":\"1\",\"code\":\"ACTION_NOT_SUPPORTED\",\"message\":\"No connector \\\"slack\\\" takes actions\",\"retryable\":false},"
                        + "{\"actionId\":\"2\",\"code\":\"ACTION_NOT_SUPPORTED\",\"message\":\"No connector \\\"slack\\\" takes actions\",\"retryable\":false}"
                        + "],\"serverHlc\":\"65536\"}");
    }

    @Test
    void no_action_is_an_answer_too() {
        assertThat(parse("[]").notSupported(new Hlc(1))).isEqualTo("{\"results\":[],\"serverHlc\":\"1\"}");
    }

    @Test
    void every_malformed_action_is_named() {
        assertThatThrownBy(() -> parse("[%s,null,%s]".formatted(GOOD, GOOD.replace("\"7\"", "7"))))
                .isInstanceOfSatisfying(SyncException.class, e -> assertThat(e.details())
                        .extracting(FailureDetail::index)
                        .containsExactly(1, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"actionId\":\"1\"|\"actionId\":\"\"",
                "\"actionId\":\"1\",|",
                "\"clientId\":\"ann\"|\"clientId\":1",
                "\"connector\":\"slack\"|\"connector\":null",
                "\"actionType\":\"send\"|\"actionType\":[]",
                "\"hlc\":\"7\"|\"hlc\":\"-7\"",
                "\"hlc\":\"7\"|\"hlc\":\"18446744073709551616\"",
                "\"hlc\":\"7\"|\"hlc\":\"0\"",
                "{\"text\":\"hi\"}|[]",
                "{\"text\":\"hi\"}|null",
                "\"idempotencyKey\":\"k\"|\"idempotencyKey\":1"
            })
    void a_mistyped_part_is_refused(String change) {
        int bar = change.indexOf('|');
        var bad = GOOD.replace(change.substring(0, bar), change.substring(bar + 1));

        assertThat(bad).isNotEqualTo(GOOD);
        assertRefused("{\"clientId\":\"ann\",\"actions\":[%s]}".formatted(bad));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"clientId\":\"ann\"}",
                "{\"clientId\":\"\",\"actions\":[]}",
                "{\"clientId\":1,\"actions\":[]}",
                "{\"clientId\":\"ann\",\"actions\":{}}",
                "{\"clientId\":\"ann\",\"actions\":[]}x"
            })
    void what_is_no_action_push_is_refused(String body) {
        assertRefused(body);
    }

    @Test
    void deep_and_undecodable_bodies_are_refused() {
        assertRefused("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertThatThrownBy(() -> ActionPush.parse(new byte[] {'{', '"', (byte) 0xff, '"', '}'}))
                .isInstanceOf(SyncException.class);
    }

    @Test
    void only_the_caller_itself_may_ask() {
        var caller = new Caller("bob", "g", Set.of(), Map.of(), Instant.MAX);

        assertThatThrownBy(() -> parse("[]").requireFrom(caller))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.FORBIDDEN));
    }

    private static ActionPush parse(String actions) {
        return ActionPush.parse(bytes("{\"clientId\":\"ann\",\"actions\":%s}".formatted(actions)));
    }

    private static void assertRefused(String body) {
        assertThatThrownBy(() -> ActionPush.parse(bytes(body)))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.VALIDATION_ERROR));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
