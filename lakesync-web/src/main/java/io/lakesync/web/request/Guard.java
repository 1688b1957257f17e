package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.AUTH_ERROR;
import static io.lakesync.api.failure.SyncFailure.PAYLOAD_TOO_LARGE;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.settings.Edge;
import io.lakesync.web.token.Tokens;
import io.lakesync.web.trace.RequestId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who asks, and whether that one may go where the path leads. */
@Singleton
class Guard {
    private static final Pattern BEARER = Pattern.compile("Bearer\\s+(\\S+)");

    private final Tokens tokens;
    private final int bodyMax;

    @Inject
    Guard(Tokens tokens, @Edge Settings settings) {
        this.tokens = tokens;
        this.bodyMax = settings.http().bodyMax();
    }

    /** @throws SyncException AUTH_ERROR */
    Requester identify(HttpServletRequest request, RequestPath path) {
        var query = Query.parse(request.getQueryString());
        var caller = tokens.verify(token(request, query));
        var gateway = path.gateway().map(GatewayId::value).orElse("");
        return new Requester(caller, gateway, capabilities(request, query), RequestId.of(request));
    }

    /** Why the caller may not go there; empty when it may. */
    Optional<String> refusal(Caller caller, RequestPath path) {
        var gateway = path.gateway();
        if (gateway.isPresent() && !caller.covers(gateway.get())) {
            return Optional.of("Gateway ID mismatch: the token is for another gateway");
        }
        return path.isForAdministrators() && !caller.isAdmin() ? Optional.of("Admin role required") : Optional.empty();
    }

    /** @throws SyncException PAYLOAD_TOO_LARGE, before a byte is read */
    void requireSize(long declared) {
        if (declared > bodyMax) {
            throw new SyncException(
                    PAYLOAD_TOO_LARGE, "Payload too large: %d bytes, the limit is %d".formatted(declared, bodyMax));
        }
    }

    private static String token(HttpServletRequest request, Query query) {
        var header = request.getHeader("Authorization");
        if (header == null) {
            return query.find(Query.TOKEN).orElseThrow(() -> new SyncException(AUTH_ERROR, "Missing Bearer token"));
        }
        var bearer = BEARER.matcher(header);
        if (!bearer.matches()) {
            throw new SyncException(AUTH_ERROR, "Missing Bearer token");
        }
        return bearer.group(1);
    }

    private static Set<Capability> capabilities(HttpServletRequest request, Query query) {
        return Optional.ofNullable(request.getHeader("X-LakeSync-Capabilities"))
                .or(() -> query.find("capabilities"))
                .map(Capability::parse)
                .orElse(Set.of());
    }
}
