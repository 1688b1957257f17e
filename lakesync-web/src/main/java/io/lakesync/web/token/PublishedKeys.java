package io.lakesync.web.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.SignedJWT;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The keys that an issuer publishes at a URL, chosen by the token's {@code kid}. They are fetched when the first token
 * comes, remembered, and fetched anew for a {@code kid} that is not among them, so that old and new keys overlap as the
 * issuer wants; but seldom, so that tokens with invented ones cost nothing. Safe for use by many threads.
 */
final class PublishedKeys implements TokenKey {
    private static final Logger LOG = Logger.getLogger(PublishedKeys.class.getName());
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final int MILLIS_MAX = 5_000;
    private static final int BYTES_MAX = 1 << 18;

    private final JWKSource<SecurityContext> source;

    private PublishedKeys(JWKSource<SecurityContext> source) {
        this.source = source;
    }

    static PublishedKeys at(URL location, Freshness freshness) {
        return new PublishedKeys(JWKSourceBuilder.<SecurityContext>create(location, PublishedKeys::fetch)
                .cache(freshness.remembered().toMillis(), 3L * MILLIS_MAX)
                .refreshAheadCache(false)
                .rateLimited(freshness.apart().toMillis())
                .outageTolerant(freshness.withoutIssuer().toMillis())
                .build());
    }

    /** @throws SyncException UNAVAILABLE while the keys cannot be had: the token may be a good one */
    @Override
    public boolean signed(SignedJWT token) {
        var header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return false;
        }
        try {
            return source.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null).stream()
                    .flatMap(jwk -> TokenKey.of(jwk).stream())
                    .anyMatch(key -> key.signed(token));
        } catch (RateLimitReachedException invented) {
            return false;
        } catch (KeySourceException e) {
            LOG.log(Level.WARNING, () -> "cannot fetch the keys that tokens are verified with: " + e.getMessage());
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "the keys that tokens are verified with cannot be fetched; try again", e);
        }
    }

    private static Resource fetch(URL location) throws IOException {
        var fetched = new DefaultResourceRetriever(MILLIS_MAX, MILLIS_MAX, BYTES_MAX).retrieveResource(location);
        try {
            return new Resource(PublicKeyText.parse(fetched.getContent()).toString(), "application/jwk-set+json");
        } catch (IllegalArgumentException e) {
            throw new IOException(location + " " + e.getMessage(), e);
        }
    }

    /**
     * @param remembered how long fetched keys serve, and how long a withdrawn one may at most
     * @param apart two fetches for unknown keys at most in this time
     * @param withoutIssuer how long the last keys serve while the issuer cannot be reached
     */
    record Freshness(Duration remembered, Duration apart, Duration withoutIssuer) {
        static final Freshness USUAL =
                new Freshness(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(1));
    }
}
