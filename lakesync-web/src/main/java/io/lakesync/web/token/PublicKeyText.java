package io.lakesync.web.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;

/** Reads the public keys of an issuer: a PEM, its bare Base64, a JWK, or a set of JWKs. */
final class PublicKeyText {
    private static final int CHARS_MAX = 1 << 16;
    private static final String UNREADABLE =
            "mp.jwt.verify.publickey holds neither a PEM nor a JWK of an RSA or P-256 public key";

    private PublicKeyText() {}

    /** @throws IllegalArgumentException when no key in it is of use, with one line that says so */
    static JWKSet parse(String text) {
        try {
            var set = text.strip().startsWith("{") ? fromJson(text) : new JWKSet(fromPem(text));
            TokenKey.of(set.getKeys());
            return set;
        } catch (ParseException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(UNREADABLE, e);
        }
    }

    /** A file URL, a resource of the deployment, or a file. */
    static String load(String location) {
        try (var in = open(location)) {
            return new String(in.readNBytes(CHARS_MAX), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "mp.jwt.verify.publickey.location cannot be read: " + location + " (" + e.getMessage() + ")", e);
        }
    }

    private static InputStream open(String location) throws IOException {
        if (location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return URI.create(location).toURL().openStream();
        }
        var name = location.startsWith("/") ? location.substring(1) : location;
        var resource = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        return resource == null ? Files.newInputStream(Path.of(location)) : resource;
    }

    private static JWKSet fromJson(String text) throws ParseException {
        var members = JSONObjectUtils.parse(text);
        return members.containsKey("keys") ? JWKSet.parse(members) : new JWKSet(JWK.parse(members));
    }

    private static JWK fromPem(String text) throws GeneralSecurityException {
        var base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
        return isRsa(spec)
                ? new RSAKey.Builder((RSAPublicKey) key("RSA", spec)).build()
                : new ECKey.Builder(Curve.P_256, (ECPublicKey) key("EC", spec)).build();
    }

    private static boolean isRsa(X509EncodedKeySpec spec) {
        try {
            return key("RSA", spec) instanceof RSAPublicKey;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static PublicKey key(String algorithm, X509EncodedKeySpec spec) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(spec);
    }
}
