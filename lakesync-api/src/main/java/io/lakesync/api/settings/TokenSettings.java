package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * How tokens are verified. At least one key is present unless {@code demo}.
 *
 * @param secret for HS256
 * @param previousSecret tried when {@code secret} does not fit, while tokens are being replaced
 * @param publicKey PEM, JWK or JWKS text, for RS256 and ES256
 * @param publicKeyLocation file, class path resource or address of such text; never together with {@code publicKey}
 * @param audiences any of these; empty: not checked
 * @param cacheBytesMax memory for verified tokens that are remembered
 */
public record TokenSettings(
        Optional<Secret> secret,
        Optional<Secret> previousSecret,
        Optional<String> publicKey,
        Optional<String> publicKeyLocation,
        Optional<String> issuer,
        List<String> audiences,
        int cacheBytesMax,
        boolean demo) {
    static final Setting<Optional<Secret>> SECRET = new Setting<>(
            "lakesync.jwt.secret", Form.SECRET.optional(), "", "secret of HS256 tokens; 32 bytes or more are advised");
    static final Setting<Optional<Secret>> SECRET_PREVIOUS = new Setting<>(
            "lakesync.jwt.secret.previous", Form.SECRET.optional(), "", "the secret before, while tokens are replaced");
    static final Setting<Optional<String>> PUBLIC_KEY = new Setting<>(
            "mp.jwt.verify.publickey",
            Form.TEXT.optional(),
            "",
            "public key of RS256 and ES256 tokens: PEM, JWK or JWKS");
    static final Setting<Optional<String>> PUBLIC_KEY_LOCATION = new Setting<>(
            "mp.jwt.verify.publickey.location",
            Form.TEXT.optional(),
            "",
            "where the public key is, instead of the key; an http(s) address is fetched again as keys rotate");
    static final Setting<Optional<String>> ISSUER = new Setting<>(
            "mp.jwt.verify.issuer", Form.TEXT.optional(), "", "the only issuer whose tokens are taken; absent: any");
    static final Setting<List<String>> AUDIENCES = new Setting<>(
            "mp.jwt.verify.audiences", Form.LIST, "", "a token must name one of these; absent: not checked");
    static final Setting<Integer> CACHE_BYTES_MAX = new Setting<>(
            "lakesync.token.cache-bytes-max", Form.bytes(0, 1 << 30), "16 MiB", "memory for verified tokens");
    static final Setting<Boolean> DEMO =
            new Setting<>("lakesync.demo", Form.FLAG, "false", "start without any key, to try the product out");

    public TokenSettings {
        requireNonNull(secret, "secret");
        requireNonNull(previousSecret, "previousSecret");
        requireNonNull(publicKey, "publicKey");
        requireNonNull(publicKeyLocation, "publicKeyLocation");
        requireNonNull(issuer, "issuer");
        audiences = List.copyOf(audiences);
    }

    static List<Setting<?>> catalogue() {
        return List.of(
                SECRET, SECRET_PREVIOUS, PUBLIC_KEY, PUBLIC_KEY_LOCATION, ISSUER, AUDIENCES, CACHE_BYTES_MAX, DEMO);
    }

    static TokenSettings read(Values values) {
        var read = new TokenSettings(
                values.of(SECRET),
                values.of(SECRET_PREVIOUS),
                values.of(PUBLIC_KEY),
                values.of(PUBLIC_KEY_LOCATION),
                values.of(ISSUER),
                values.of(AUDIENCES),
                values.of(CACHE_BYTES_MAX),
                values.of(DEMO));
        values.require(
                read.demo || read.hasKey(),
                "no key to verify tokens with: set LAKESYNC_JWT_SECRET, or"
                        + " mp.jwt.verify.publickey or mp.jwt.verify.publickey.location");
        values.require(
                read.publicKey.isEmpty() || read.publicKeyLocation.isEmpty(),
                "mp.jwt.verify.publickey and mp.jwt.verify.publickey.location are both set: keep one");
        values.require(
                read.secret.isPresent() || read.previousSecret.isEmpty(),
                "lakesync.jwt.secret.previous is set without lakesync.jwt.secret");
        return read;
    }

    /** Whether any token can be verified. */
    public boolean hasKey() {
        return secret.isPresent() || publicKey.isPresent() || publicKeyLocation.isPresent();
    }

    /** Whether keys at this location may change while the server runs. */
    public static boolean isPublished(String location) {
        return location.startsWith("https://") || location.startsWith("http://");
    }
}
