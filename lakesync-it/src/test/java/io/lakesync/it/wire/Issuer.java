package io.lakesync.it.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Publishes its keys and signs tokens with them, as an operator's own service would, with nothing of the product. */
final class Issuer implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int P256_BYTES = 32;

    private final HttpServer server;
    private volatile List<Key> published = List.of();

    private Issuer(HttpServer server) {
        this.server = server;
    }

    static Issuer start() throws IOException {
        var issuer = new Issuer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        issuer.server.createContext("/keys", exchange -> {
            var jwks = issuer.published.stream().map(Key::jwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, jwks.length());
            exchange.getResponseBody().write(jwks.getBytes(UTF_8));
            exchange.close();
        });
        issuer.server.start();
        return issuer;
    }

    String location() {
        return "http://127.0.0.1:%d/keys".formatted(server.getAddress().getPort());
    }

    void publish(Key... keys) {
        published = List.of(keys);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A key of RS256 or ES256 under its name. */
    record Key(String kid, KeyPair pair) {
        static Key rsa(String kid) throws GeneralSecurityException {
            return generate(kid, "RSA", 2048);
        }

        static Key ec(String kid) throws GeneralSecurityException {
            return generate(kid, "EC", 256);
        }

        /** A token with this payload. */
        String sign(String payload) throws GeneralSecurityException {
            var header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(isRsa() ? "RS256" : "ES256", kid);
            var text = BASE64.encodeToString(header.getBytes(UTF_8)) + "."
                    + BASE64.encodeToString(payload.getBytes(UTF_8));
            var signature = Signature.getInstance(isRsa() ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(UTF_8));
            return text + "." + BASE64.encodeToString(signature.sign());
        }

        private String jwk() {
            if (pair.getPublic() instanceof RSAPublicKey rsa) {
                return "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                        .formatted(
                                kid,
                                encoded(rsa.getModulus(), rsa.getModulus().bitLength() / 8),
                                encoded(rsa.getPublicExponent(), 3));
            }
            var point = ((ECPublicKey) pair.getPublic()).getW();
            return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}"
                    .formatted(kid, encoded(point.getAffineX(), P256_BYTES), encoded(point.getAffineY(), P256_BYTES));
        }

        private boolean isRsa() {
            return pair.getPublic() instanceof RSAPublicKey;
        }

        private static Key generate(String kid, String algorithm, int bits) throws GeneralSecurityException {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return new Key(kid, generator.generateKeyPair());
        }

        /** Unsigned, in so many bytes. */
        private static String encoded(BigInteger number, int length) {
            var bytes = number.toByteArray();
            var fixed = new byte[length];
            int taken = Math.min(bytes.length, length);
            System.arraycopy(bytes, bytes.length - taken, fixed, length - taken, taken);
            return BASE64.encodeToString(fixed);
        }
    }
}
