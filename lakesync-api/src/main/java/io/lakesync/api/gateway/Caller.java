package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who asks, as a verified token says it. Passed on explicitly.
 *
 * @param subject for clients the clientId of their replica
 * @param gateway the gateway that the token is for; {@link #EVERY_GATEWAY} for operators of all
 * @param claims the values that rules may name, the subject as "sub" included
 */
public record Caller(
        String subject, String gateway, Set<String> roles, Map<String, List<String>> claims, Instant expiresAt) {
    public static final String ADMIN = "admin";
    public static final String EVERY_GATEWAY = "*";

    public Caller {
        requireNonNull(subject, "subject");
        requireNonNull(gateway, "gateway");
        requireNonNull(expiresAt, "expiresAt");
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
    }

    public boolean isAdmin() {
        return roles.contains(ADMIN);
    }

    /** Whether the token covers this gateway. */
    public boolean covers(GatewayId id) {
        return gateway.equals(id.value()) || (isAdmin() && gateway.equals(EVERY_GATEWAY));
    }
}
