package io.lakesync.web.token;

import io.lakesync.api.settings.Secret;
import io.lakesync.api.settings.TokenSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Verifiers at a fixed second. */
final class Verifiers {
    static final long NOW = 1_700_000_000;
    static final InstantSource CLOCK = () -> Instant.ofEpochSecond(NOW);

    private Verifiers() {}

    static TokenVerifier withSecret(String secret) {
        return new TokenVerifier(secrets(secret, Optional.empty()), CLOCK);
    }

    static TokenVerifier withPublicKey(String text) {
        return new TokenVerifier(publicKey(text, Optional.empty(), List.of()), CLOCK);
    }

    static TokenSettings secrets(String secret, Optional<String> previous) {
        return new TokenSettings(
                Optional.of(new Secret(secret)),
                previous.map(Secret::new),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                3_000,
                false);
    }

    static TokenSettings publicKey(String text, Optional<String> issuer, List<String> audiences) {
        return new TokenSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                issuer,
                audiences,
                3_000,
                false);
    }
}
