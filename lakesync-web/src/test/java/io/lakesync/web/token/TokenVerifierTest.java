package io.lakesync.web.token;

import static io.lakesync.web.token.Verifiers.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.settings.TokenSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {
    private static final String VECTOR = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
            + "eyJzdWIiOiJ1c2VyLTEiLCJndyI6Imd3LTEiLCJyb2xlIjoiY2xpZW50IiwiZXhwIjo0MTAyNDQ0ODAwLCJvcmciOiJvMSJ9."
            + "4l8V0XHiERWCksTDgUj5SXMBLAnPA1ue-Cvu90akfnY";

    private final TokenVerifier verifier = Verifiers.withSecret("secret");

    @Test
    void the_token_of_the_reference_is_taken() {
        var caller = verifier.verify(VECTOR);

        assertThat(caller.subject()).isEqualTo("user-1");
        assertThat(caller.gateway()).isEqualTo("gw-1");
        assertThat(caller.roles()).containsExactly("client");
        assertThat(caller.expiresAt()).isEqualTo(Instant.ofEpochSecond(4_102_444_800L));
        assertThat(caller.claims()).containsOnlyKeys("org", "sub");
        assertThat(caller.claims().get("org")).containsExactly("o1");
        assertThat(caller.claims().get("sub")).containsExactly("user-1");
    }

    @Test
    void only_texts_and_lists_of_texts_become_claims() {
        var caller = verifier.verify(
                payload(
                        "\"teams\":[\"a\",\"b\"],\"none\":[],\"mixed\":[\"a\",1],\"level\":3,\"on\":true,\"o\":{},\"iss\":\"i\""));

        assertThat(caller.claims()).containsOnlyKeys("teams", "none", "sub");
        assertThat(caller.claims().get("teams")).containsExactly("a", "b");
    }

    @Test
    void the_role_is_client_unless_the_token_says_otherwise() {
        assertThat(verifier.verify(payload("\"role\":\"admin\"")).isAdmin()).isTrue();
        assertThat(verifier.verify(payload("\"role\":\"\"")).roles()).containsExactly("client");
        assertThat(verifier.verify(payload("\"role\":[\"admin\"]")).isAdmin()).isFalse();
    }

    @Test
    void a_token_is_expired_in_its_last_second() {
        verifier.verify(expiring(NOW + 1));
        assertRefused(verifier, expiring(NOW));
        assertRefused(verifier, expiring(NOW - 1));
    }

    @Test
    void a_token_is_not_taken_before_its_time() {
        verifier.verify(payload("\"nbf\":" + NOW));
        assertRefused(verifier, payload("\"nbf\":" + (NOW + 1)));
        assertRefused(verifier, payload("\"nbf\":\"soon\""));
    }

    @Test
    void an_endless_expiry_is_taken_as_the_end_of_time() {
        assertThat(verifier.verify(Signed.token("secret", "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":1e300}"))
                        .expiresAt())
                .isAfter(Instant.ofEpochSecond(NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"s\",\"gw\":\"g\"}",
                "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":\"4102444800\"}",
                "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":null}",
                "{\"sub\":\"\",\"gw\":\"g\",\"exp\":4102444800}",
                "{\"gw\":\"g\",\"exp\":4102444800}",
                "{\"sub\":1,\"gw\":\"g\",\"exp\":4102444800}",
                "{\"sub\":\"s\",\"gw\":\"\",\"exp\":4102444800}",
                "{\"sub\":\"s\",\"exp\":4102444800}",
                "[]",
                "null",
                "not json"
            })
    void a_payload_without_its_claims_is_refused(String payload) {
        assertRefused(verifier, Signed.token("secret", payload));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS384\",\"typ\":\"JWT\"}",
                "{\"alg\":\"hs256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"typ\":\"jwt\"}",
                "{\"alg\":\"HS256\"}",
                "{\"typ\":\"JWT\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"exp\"]}",
                "{}",
                "[]"
            })
    void a_header_other_than_the_one_we_make_is_refused(String header) {
        assertRefused(verifier, Signed.token("secret", header, "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":4102444800}"));
    }

    @Test
    void an_unsigned_token_is_refused() {
        var unsigned = Signed.token(
                "secret", "{\"alg\":\"none\",\"typ\":\"JWT\"}", "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":4102444800}");

        assertRefused(verifier, unsigned.substring(0, unsigned.lastIndexOf('.') + 1));
        assertRefused(verifier, VECTOR.substring(0, VECTOR.lastIndexOf('.') + 1));
        assertRefused(verifier, VECTOR.substring(0, VECTOR.lastIndexOf('.')));
    }

    @Test
    void a_token_of_another_secret_is_refused() {
        assertRefused(Verifiers.withSecret("secret2"), VECTOR);
    }

    @Test
    void the_previous_secret_still_counts() {
        var rotated = new TokenVerifier(Verifiers.secrets("new", Optional.of("secret")), Verifiers.CLOCK);

        assertThat(rotated.verify(VECTOR).subject()).isEqualTo("user-1");
        assertThat(rotated.verify(Signed.token("new", "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":4102444800}"))
                        .subject())
                .isEqualTo("s");
        assertRefused(rotated, Signed.token("older", "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":4102444800}"));
    }

    @Test
    void no_damage_to_a_token_is_let_through_or_throws_anything_else() {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            var damaged = new StringBuilder(VECTOR);
            int place = random.nextInt(damaged.length());
            damaged.setCharAt(place, (char) (damaged.charAt(place) ^ 1 + random.nextInt(255)));
            try {
                // Only the unused last bits of the signature's last character may differ.
                assertThat(verifier.verify(damaged.toString()).claims())
                        .isEqualTo(verifier.verify(VECTOR).claims());
                assertThat(damaged.substring(0, place)).contains(VECTOR.substring(0, VECTOR.lastIndexOf('.')));
            } catch (SyncException e) {
                assertThat(e.failure()).isEqualTo(SyncFailure.AUTH_ERROR);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "a.b.c.d.e", "Bearer", "eyJhbGciOiJIUzI1NiJ9.e30."})
    void what_is_no_token_is_refused(String text) {
        assertRefused(verifier, text);
    }

    @Test
    void a_refusal_tells_nothing_of_the_token() {
        assertThatThrownBy(() -> verifier.verify(expiring(NOW)))
                .hasMessage("Token expired")
                .hasNoCause();
    }

    @Test
    void without_any_key_no_token_is_taken() {
        var settings = new TokenSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                3,
                true);

        assertRefused(new TokenVerifier(settings, Verifiers.CLOCK), VECTOR);
    }

    private static String expiring(long second) {
        return Signed.token("secret", "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":%d}".formatted(second));
    }

    private static String payload(String more) {
        return Signed.token("secret", "{\"sub\":\"s\",\"gw\":\"g\",\"exp\":4102444800,%s}".formatted(more));
    }

    private static void assertRefused(TokenVerifier verifier, String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.AUTH_ERROR));
    }
}
