package io.lakesync.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @Test
    void a_visible_id_is_kept() {
        assertThat(RequestId.of("order-7/é".substring(0, 7)).value()).isEqualTo("order-7");
        assertThat(RequestId.of("x".repeat(128)).value()).hasSize(128);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "two words", "line\nbreak", "é", "\u007F", "\u0000"})
    void what_is_not_fit_for_a_log_is_replaced(String header) {
        assertThat(UUID.fromString(RequestId.of(header).value())).isNotNull();
    }

    @Test
    void too_long_an_id_is_replaced() {
        assertThat(RequestId.of("x".repeat(129)).value()).hasSize(36);
    }

    @Test
    void the_thread_carries_the_id_until_restored() {
        var name = Thread.currentThread().getName();

        var thread = new RequestId("r-1").onThread();
        assertThat(Thread.currentThread().getName()).isEqualTo(name + " r-1");
        thread.restore();
        assertThat(Thread.currentThread().getName()).isEqualTo(name);
    }
}
