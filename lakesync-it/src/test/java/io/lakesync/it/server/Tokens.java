package io.lakesync.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens as an operator's own service would, with nothing of the product. */
public final class Tokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private Tokens() {}

    /** A token for an hour. */
    public static String sign(String secret, String subject, String gateway, String role) {
        return sign(
                secret,
                "{\"sub\":\"%s\",\"gw\":\"%s\",\"role\":\"%s\",\"exp\":%d}"
                        .formatted(subject, gateway, role, Instant.now().getEpochSecond() + 3600));
    }

    /** Any payload, also a wrong one. */
    public static String sign(String secret, String payload) {
        return sign(secret, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload);
    }

    /** Any header, also a wrong one. */
    public static String sign(String secret, String header, String payload) {
        var text = BASE64.encodeToString(header.getBytes(UTF_8)) + "." + BASE64.encodeToString(payload.getBytes(UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return text + "." + BASE64.encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
