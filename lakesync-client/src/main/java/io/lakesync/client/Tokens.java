package io.lakesync.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lakesync.api.gateway.Caller;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
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
        var lists = new TreeMap<String, List<String>>();
        claims.forEach((name, value) -> lists.put(name, List.of(value)));
        return sign(clientId, gateway, "client", lists);
    }

    /** A token that makes its bearer this caller, but for the expiry. */
    public String of(Caller caller) {
        return sign(caller.subject(), caller.gateway(), caller.isAdmin() ? Caller.ADMIN : "client", caller.claims());
    }

    /** A token that may administer one gateway. */
    public String admin(String subject, String gateway) {
        return sign(subject, gateway, "admin", Map.of());
    }

    private String sign(String subject, String gateway, String role, Map<String, List<String>> claims) {
        var lists = new TreeMap<>(claims);
        lists.putAll(Map.of("sub", List.of(subject), "gw", List.of(gateway), "role", List.of(role)));
        var expiry = clock.instant().plus(lifetime).getEpochSecond();
        var members = lists.entrySet().stream()
                .map(claim -> quoted(claim.getKey()) + ":" + value(claim.getValue()))
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

    private static String value(List<String> texts) {
        return texts.size() == 1
                ? quoted(texts.get(0))
                : texts.stream().map(Tokens::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(Tokens::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int unit) {
        var plain = unit >= ' ' && unit != '"' && unit != '\\';
        return plain ? String.valueOf((char) unit) : "\\u%04x".formatted(unit);
    }
}
