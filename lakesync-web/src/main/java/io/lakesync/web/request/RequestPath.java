package io.lakesync.web.request;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.GatewayId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path that has one meaning only, so that what the filter guards is what the container serves: no empty or dotted
 * segments, no matrix parameters, no hidden separators.
 */
record RequestPath(String raw, List<String> segments) {
    private static final Pattern FORM = Pattern.compile("/|(/[A-Za-z0-9._~!$&'()*+,=:@%-]+)+/?");
    private static final String VERSION = "v1";
    private static final Set<String> PUBLIC = Set.of("/health", "/ready", "/metrics");

    /** @throws SyncException VALIDATION_ERROR when the path could be read in more than one way, or in none */
    static RequestPath parse(String raw) {
        if (raw == null || !FORM.matcher(raw).matches()) {
            throw new SyncException(VALIDATION_ERROR, "Malformed path");
        }
        var segments =
                Stream.of(raw.substring(1).split("/")).map(PercentCode::decode).toList();
        if (segments.stream().anyMatch(RequestPath::isAmbiguous)) {
            throw new SyncException(VALIDATION_ERROR, "Malformed path");
        }
        return new RequestPath(raw, segments);
    }

    /** A route of the first clients, which had no version in it. Sockets are served there too. */
    boolean isUnversioned() {
        return !isSocket() && (isIn("sync") || isIn("admin") || raw.equals("/connectors/types"));
    }

    boolean isVersioned() {
        return isIn(VERSION);
    }

    boolean isSocket() {
        var route = route();
        return route.size() == 3 && route.get(0).equals("sync") && route.get(2).equals("ws");
    }

    /** Everything that needs a caller. */
    boolean isProtected() {
        return isForClients() || isForAdministrators();
    }

    /** What anybody may ask. Everything else is refused unseen: servers add pages of their own to a deployment. */
    boolean isPublic() {
        return PUBLIC.contains(raw) || (isVersioned() && !isProtected());
    }

    boolean isForAdministrators() {
        return !route().isEmpty() && route().get(0).equals("admin");
    }

    /** The gateway that the path names: /v1/sync/{gw}/… or /v1/admin/{subject}/{gw}…. */
    Optional<GatewayId> gateway() {
        int place = isForAdministrators() ? 2 : 1;
        return isProtected() && route().size() > place
                ? Optional.of(new GatewayId(route().get(place)))
                : Optional.empty();
    }

    private boolean isForClients() {
        return !route().isEmpty() && route().get(0).equals("sync");
    }

    private List<String> route() {
        return isVersioned() ? segments.subList(1, segments.size()) : segments;
    }

    private boolean isIn(String first) {
        return segments.get(0).equals(first);
    }

    private static boolean isAmbiguous(String segment) {
        return segment.equals(".")
                || segment.equals("..")
                || segment.chars().anyMatch(c -> c == '/' || c == '\\' || c == ';' || c < ' ' || c == 0x7F);
    }
}
