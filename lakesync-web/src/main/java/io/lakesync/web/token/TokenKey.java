package io.lakesync.web.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key serves exactly one algorithm, so a token cannot choose how it is checked. */
sealed interface TokenKey permits TokenKey.Shared, TokenKey.Rsa, TokenKey.EllipticCurve, PublishedKeys {
    /** Whether this key signed the token with this key's own algorithm. */
    boolean signed(SignedJWT token);

    /**
     * The keys of use among an issuer's: others may be for other purposes.
     *
     * @throws IllegalArgumentException when there is none
     */
    static List<TokenKey> of(List<JWK> issued) {
        var keys = issued.stream().flatMap(jwk -> of(jwk).stream()).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no RSA and no P-256 key");
        }
        return keys;
    }

    static Optional<TokenKey> of(JWK jwk) {
        try {
            if (jwk instanceof ECKey key && key.getCurve().equals(Curve.P_256)) {
                return Optional.of(new EllipticCurve(key.toECPublicKey()));
            }
            return jwk instanceof RSAKey key ? Optional.of(new Rsa(key.toRSAPublicKey())) : Optional.empty();
        } catch (JOSEException unsound) {
            return Optional.empty();
        }
    }

    static boolean isPlain(SignedJWT token, JWSAlgorithm algorithm) {
        var header = token.getHeader();
        return algorithm.equals(header.getAlgorithm()) && header.getCriticalParams() == null;
    }

    /** HS256, checked here because existing secrets may be shorter than the 32 bytes that the library insists on. */
    record Shared(byte[] secret) implements TokenKey {
        static final int ADVISED_BYTES = 32;
        private static final String MAC = "HmacSHA256";

        static Shared of(String secret) {
            return new Shared(secret.getBytes(StandardCharsets.UTF_8));
        }

        boolean isShort() {
            return secret.length < ADVISED_BYTES;
        }

        @Override
        public boolean signed(SignedJWT token) {
            var type = token.getHeader().getType();
            return isPlain(token, JWSAlgorithm.HS256)
                    && type != null
                    && type.getType().equals("JWT")
                    && MessageDigest.isEqual(
                            mac(token.getSigningInput()), token.getSignature().decode());
        }

        private byte[] mac(byte[] input) {
            try {
                var mac = Mac.getInstance(MAC);
                mac.init(new SecretKeySpec(secret, MAC));
                return mac.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + MAC, e);
            }
        }

        @Override
        public String toString() {
            return "***";
        }
    }

    /** RS256. */
    record Rsa(RSAPublicKey key) implements TokenKey {
        @Override
        public boolean signed(SignedJWT token) {
            try {
                return isPlain(token, JWSAlgorithm.RS256) && token.verify(new RSASSAVerifier(key));
            } catch (JOSEException e) {
                return false;
            }
        }
    }

    /** ES256. */
    record EllipticCurve(ECPublicKey key) implements TokenKey {
        @Override
        public boolean signed(SignedJWT token) {
            try {
                return isPlain(token, JWSAlgorithm.ES256) && token.verify(new ECDSAVerifier(key));
            } catch (JOSEException e) {
                return false;
            }
        }
    }
}
