package io.lakesync.server.operator;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as they are stored: PBKDF2 with HMAC-SHA-256, its cost and salt beside it. */
final class Password {
    /** What OWASP advises for this function. */
    static final int ITERATIONS = 600_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;
    private static final int GENERATED_BYTES = 15;

    private Password() {}

    /** @return iterations, salt and key, separated by colons */
    static String hash(char[] password) {
        var salt = random(SALT_BYTES);
        var encoder = Base64.getEncoder();
        return "%d:%s:%s"
                .formatted(
                        ITERATIONS,
                        encoder.encodeToString(salt),
                        encoder.encodeToString(key(password, salt, ITERATIONS)));
    }

    static boolean matches(char[] password, String hash) {
        var parts = hash.split(":");
        var decoder = Base64.getDecoder();
        var key = key(password, decoder.decode(parts[1]), Integer.parseInt(parts[0]));
        return MessageDigest.isEqual(key, decoder.decode(parts[2]));
    }

    /** A new one that nobody could guess: 120 random bits. */
    static String generate() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(GENERATED_BYTES));
    }

    private static byte[] key(char[] password, byte[] salt, int iterations) {
        var spec = new PBEKeySpec(password, salt, iterations, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
