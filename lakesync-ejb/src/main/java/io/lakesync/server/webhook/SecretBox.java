package io.lakesync.server.webhook;

import io.lakesync.api.settings.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts secrets at rest under a key from the settings, each bound to the place that it is kept for. */
final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param passphrase long and random: it is hashed, not stretched */
    SecretBox(Secret passphrase) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            key = new SecretKeySpec(sha.digest(passphrase.value().getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] close(Secret secret, String place) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret.value().getBytes(StandardCharsets.UTF_8), place);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when it was closed under another key or for another place */
    Secret open(byte[] box, String place) {
        var nonce = new byte[NONCE_BYTES];
        var buffer = ByteBuffer.wrap(box).get(nonce);
        var sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return new Secret(new String(crypt(Cipher.DECRYPT_MODE, nonce, sealed, place), StandardCharsets.UTF_8));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] text, String place) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret was closed under another key", e);
        }
    }
}
