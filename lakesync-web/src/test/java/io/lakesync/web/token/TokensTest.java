package io.lakesync.web.token;

import static io.lakesync.web.token.Verifiers.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final AtomicLong now = new AtomicLong(NOW);
    private final Tokens tokens =
            new Tokens(Verifiers.secrets("secret", Optional.empty()), () -> Instant.ofEpochSecond(now.get()));

    @Test
    void a_verified_token_is_remembered() {
        assertThat(tokens.verify(token(1))).isSameAs(tokens.verify(token(1)));
    }

    @Test
    void no_more_bytes_are_remembered_than_the_bound() {
        for (int i = 0; i < 100; i++) {
            tokens.verify(token(i));
        }

        assertThat(tokens.remembered()).isBetween(1L, 3L);
    }

    @Test
    void a_token_of_many_claims_counts_for_the_memory_that_they_take() {
        var many = IntStream.range(0, 100).mapToObj("\"g%d\""::formatted).collect(Collectors.joining(","));
        var claims = "{\"sub\":\"s\",\"gw\":\"g\",\"groups\":[%s],\"exp\":%d}".formatted(many, NOW + 60);
        tokens.verify(token(1));

        tokens.verify(Signed.token("secret", claims));

        assertThat(tokens.verify(token(1))).isSameAs(tokens.verify(token(1)));
        assertThat(tokens.remembered()).isEqualTo(1);
    }

    @Test
    void a_remembered_token_expires_with_its_last_second() {
        tokens.verify(token(1));
        now.set(NOW + 60);

        assertThatThrownBy(() -> tokens.verify(token(1))).hasMessage("Token expired");
        assertThat(tokens.remembered()).isZero();
    }

    @Test
    void a_refused_token_is_not_remembered() {
        assertThatThrownBy(() -> tokens.verify("a.b.c")).hasMessage("Invalid token");
        assertThat(tokens.remembered()).isZero();
    }

    @Test
    void a_text_too_long_for_a_token_is_refused_unread() {
        assertThatThrownBy(() -> tokens.verify("a".repeat(Tokens.CHARS_MAX + 1)))
                .hasMessage("Invalid token");
    }

    private static String token(int subject) {
        return Signed.token("secret", "{\"sub\":\"s%d\",\"gw\":\"g\",\"exp\":%d}".formatted(subject, NOW + 60));
    }
}
