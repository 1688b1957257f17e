package io.lakesync.server.operator;

import static io.lakesync.api.gateway.Administration.SIGN_IN_FAILURES_MAX;
import static io.lakesync.api.gateway.Administration.SIGN_IN_HOLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final OperatorRecord ann = new OperatorRecord("ann", "hash", Set.of("admin"), NOW);

    @Test
    void too_many_wrong_passwords_lock_the_name_for_a_while() {
        for (int i = 0; i < SIGN_IN_FAILURES_MAX; i++) {
            assertThat(ann.attempt(NOW)).isTrue();
        }

        assertThat(ann.attempt(NOW)).isFalse();
        assertThat(ann.attempt(NOW.plus(SIGN_IN_HOLD).minusMillis(1))).isFalse();
        assertThat(ann.attempt(NOW.plus(SIGN_IN_HOLD))).isTrue();
    }

    @Test
    void a_right_password_forgets_the_wrong_ones() {
        for (int i = 1; i < SIGN_IN_FAILURES_MAX; i++) {
            ann.attempt(NOW);
        }
        ann.succeeded();

        for (int i = 1; i < SIGN_IN_FAILURES_MAX; i++) {
            assertThat(ann.attempt(NOW)).isTrue();
        }
        assertThat(ann.attempt(NOW)).isTrue();
        assertThat(ann.attempt(NOW)).isFalse();
    }

    @Test
    void roles_come_back_as_given() {
        assertThat(ann.roles()).containsExactly("admin");
        assertThat(ann.passwordHash()).isEqualTo("hash");
    }
}
