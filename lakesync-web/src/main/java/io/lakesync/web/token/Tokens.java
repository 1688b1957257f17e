package io.lakesync.web.token;

import static io.lakesync.api.failure.SyncFailure.AUTH_ERROR;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.settings.Settings;
import io.lakesync.api.settings.TokenSettings;
import io.lakesync.web.settings.Edge;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Verified tokens, remembered by digest, so that the cache holds nothing that could be used and grows no further than
 * its bound; where the issuer may withdraw keys, not for long. Safe for use by many threads.
 */
@Singleton
public class Tokens {
    /** Longer ones are refused unread; real tokens have some hundred characters. */
    static final int CHARS_MAX = 16_384;

    /** A caller with its digest and its place in the map. */
    private static final int ENTRY_BYTES = 700;

    /** A text with its place in a list or a map, beside its characters. */
    private static final int TEXT_BYTES = 100;

    private static final Logger LOG = Logger.getLogger(Tokens.class.getName());

    private final TokenVerifier verifier;
    private final InstantSource clock;
    private final Cache<ByteBuffer, Caller> verified;

    @Inject
    public Tokens(@Edge Settings settings, @Edge InstantSource clock) {
        this(settings.tokens(), clock);
    }

    Tokens(TokenSettings settings, InstantSource clock) {
        this.verifier = new TokenVerifier(settings, clock);
        this.clock = clock;
        var bounded = Caffeine.newBuilder()
                // On the caller's thread: late housekeeping would let it grow meanwhile.
                .executor(Runnable::run)
                .maximumWeight(settings.cacheBytesMax())
                .weigher((ByteBuffer digest, Caller caller) -> bytes(caller));
        if (settings.publicKeyLocation().filter(TokenSettings::isPublished).isPresent()) {
            bounded.expireAfterWrite(PublishedKeys.Freshness.USUAL.remembered());
        }
        this.verified = bounded.build();
        if (!settings.hasKey()) {
            LOG.warning("lakesync.demo is on and no key is set: every token is refused");
        }
        if (verifier.hasShortSecret()) {
            LOG.warning("LAKESYNC_JWT_SECRET is shorter than the advised 32 bytes");
        }
    }

    /** @throws SyncException AUTH_ERROR */
    public Caller verify(String token) {
        if (token.length() > CHARS_MAX) {
            throw new SyncException(AUTH_ERROR, "Invalid token");
        }
        var digest = digest(token);
        var known = verified.getIfPresent(digest);
        if (known != null && clock.instant().isBefore(known.expiresAt())) {
            return known;
        }
        verified.invalidate(digest);
        var caller = verifier.verify(token);
        verified.put(digest, caller);
        return caller;
    }

    /** Tokens are short, but what they hold is not short in proportion. */
    private static int bytes(Caller caller) {
        var claims = caller.claims();
        return ENTRY_BYTES
                + Stream.of(
                                Stream.of(caller.subject(), caller.gateway()),
                                caller.roles().stream(),
                                claims.keySet().stream(),
                                claims.values().stream().flatMap(List::stream))
                        .flatMap(texts -> texts)
                        .mapToInt(text -> TEXT_BYTES + Character.BYTES * text.length())
                        .sum();
    }

    long remembered() {
        verified.cleanUp();
        return verified.estimatedSize();
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
