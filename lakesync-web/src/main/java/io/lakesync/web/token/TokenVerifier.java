package io.lakesync.web.token;

import static io.lakesync.api.failure.SyncFailure.AUTH_ERROR;

import com.nimbusds.jwt.SignedJWT;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.settings.Secret;
import io.lakesync.api.settings.TokenSettings;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Checks one token after the other, from its signature to its last claim. Safe for use by many threads. */
final class TokenVerifier {
    private final List<TokenKey> keys;
    private final TokenSettings settings;
    private final InstantSource clock;

    /** @throws IllegalArgumentException when a public key cannot be read, with one line that says so */
    TokenVerifier(TokenSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.keys = keys(settings);
    }

    /** @throws SyncException AUTH_ERROR, with a message that tells nothing of the token's content */
    Caller verify(String token) {
        var payload = signedPayload(token);
        payload.requireInTime(clock.instant());
        payload.requireIssuer(settings.issuer());
        payload.requireAudience(settings.audiences());
        return payload.caller();
    }

    boolean hasShortSecret() {
        return keys.stream().anyMatch(key -> key instanceof TokenKey.Shared shared && shared.isShort());
    }

    private Payload signedPayload(String token) {
        try {
            var parsed = SignedJWT.parse(token);
            if (keys.stream().noneMatch(key -> key.signed(parsed))) {
                throw new SyncException(AUTH_ERROR, "Invalid token");
            }
            var claims = parsed.getPayload().toJSONObject();
            if (claims == null) {
                throw new SyncException(AUTH_ERROR, "Invalid token");
            }
            return new Payload(claims);
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            throw new SyncException(AUTH_ERROR, "Invalid token", e);
        }
    }

    private static List<TokenKey> keys(TokenSettings settings) {
        var keys = new ArrayList<TokenKey>();
        settings.secret().map(Secret::value).map(TokenKey.Shared::of).ifPresent(keys::add);
        settings.previousSecret().map(Secret::value).map(TokenKey.Shared::of).ifPresent(keys::add);
        settings.publicKey().map(TokenVerifier::fixed).ifPresent(keys::addAll);
        settings.publicKeyLocation().map(TokenVerifier::located).ifPresent(keys::addAll);
        return List.copyOf(keys);
    }

    private static List<TokenKey> fixed(String text) {
        return TokenKey.of(PublicKeyText.parse(text).getKeys());
    }

    private static List<TokenKey> located(String location) {
        if (!TokenSettings.isPublished(location)) {
            return fixed(PublicKeyText.load(location));
        }
        try {
            return List.of(PublishedKeys.at(URI.create(location).toURL(), PublishedKeys.Freshness.USUAL));
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "mp.jwt.verify.publickey.location is no address: " + location + " (" + e.getMessage() + ")", e);
        }
    }
}
