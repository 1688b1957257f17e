package io.lakesync.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs HS256 tokens with a gateway's secret. For operators' tools and trials: the tokens of real clients come from
 * the service that knows who they are. Immutable.
 */
public record Tokens(String secret, Duration lifetime, InstantSource clock) {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    public Tokens {
        if (secret.isBlank()) throw new IllegalArgumentException("the secret is blank");
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("lifetime must be positive, was " + lifetime);
        }
    }

    /** A token of a client, with further claims that rules may name. */
    public String client(String clientId, String gateway, Map<String, String> claims) {
        return sign(clientId, gateway, "client", claims);
    }

    /** A token that may administer one gateway. */
    public String admin(String subject, String gateway) {
        return sign(subject, gateway, "admin", Map.of());
    }

    private String sign(String subject, String gateway, String role, Map<String, String> claims) {
        var texts = new TreeMap<>(claims);
        texts.putAll(Map.of("sub", subject, "gw", gateway, "role", role));
        var expiry = clock.instant().plus(lifetime).getEpochSecond();
        var members = texts.entrySet().stream()
                .map(claim -> quoted(claim.getKey()) + ":" + quoted(claim.getValue()))
                .collect(Collectors.joining(","));
        var text = encoded(HEADER) + "." + encoded("{%s,\"exp\":%d}".formatted(members, expiry));
        return text + "." + BASE64.encodeToString(mac(text));
    }

    private byte[] mac(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(Tokens::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int unit) {
        var plain = unit >= ' ' && unit != '"' && unit != '\\';
        return plain ? String.valueOf((char) unit) : "\\u%04x".formatted(unit);
    }
}
