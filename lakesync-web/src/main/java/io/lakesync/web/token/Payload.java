package io.lakesync.web.token;

import static io.lakesync.api.failure.SyncFailure.AUTH_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a token with a valid signature says. */
record Payload(Map<String, Object> claims) {
    private static final Set<String> RESERVED = Set.of("sub", "gw", "exp", "iat", "iss", "aud", "role");
    private static final long SECONDS_MAX = Instant.MAX.getEpochSecond();
    private static final String ROLE_DEFAULT = "client";

    /** Both ends of the token's time; a token whose last second is the present one is expired. */
    void requireInTime(Instant now) {
        if (!now.isBefore(expiry())) {
            throw new SyncException(AUTH_ERROR, "Token expired");
        }
        if (claims.containsKey("nbf") && now.isBefore(instant("nbf"))) {
            throw new SyncException(AUTH_ERROR, "Token is not valid yet");
        }
    }

    void requireIssuer(Optional<String> issuer) {
        if (issuer.isPresent() && !issuer.get().equals(claims.get("iss"))) {
            throw new SyncException(AUTH_ERROR, "Token comes from another issuer");
        }
    }

    /** @param audiences any of these; empty: not checked */
    void requireAudience(List<String> audiences) {
        var named = strings(claims.get("aud")).orElse(List.of());
        if (!audiences.isEmpty() && named.stream().noneMatch(audiences::contains)) {
            throw new SyncException(AUTH_ERROR, "Token is for another audience");
        }
    }

    Caller caller() {
        var subject = text("sub");
        var role = claims.get("role") instanceof String word && !word.isEmpty() ? word : ROLE_DEFAULT;
        return new Caller(subject, text("gw"), Set.of(role), custom(subject), expiry());
    }

    private Map<String, List<String>> custom(String subject) {
        var custom = new HashMap<String, List<String>>();
        claims.forEach((name, value) -> {
            if (!RESERVED.contains(name)) {
                strings(value).ifPresent(values -> custom.put(name, values));
            }
        });
        custom.put("sub", List.of(subject));
        return custom;
    }

    private Instant expiry() {
        return instant("exp");
    }

    private Instant instant(String claim) {
        if (claims.get(claim) instanceof Number seconds) {
            return Instant.ofEpochSecond(Math.max(0, Math.min(seconds.longValue(), SECONDS_MAX)));
        }
        throw new SyncException(AUTH_ERROR, "Token needs a number in " + claim);
    }

    private String text(String claim) {
        if (claims.get(claim) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new SyncException(AUTH_ERROR, "Token needs a text in " + claim);
    }

    private static Optional<List<String>> strings(Object value) {
        if (value instanceof String text) {
            return Optional.of(List.of(text));
        }
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                ? Optional.of(list.stream().map(String.class::cast).toList())
                : Optional.empty();
    }
}
