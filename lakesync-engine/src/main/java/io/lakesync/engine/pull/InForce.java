package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.engine.pull.ViewName.Scope;
import java.util.List;
import java.util.Set;

/**
 * What decides at a head what callers see.
 *
 * @param rulesVersion 0 when no rules were ever saved
 * @param claims the claims that those rules name
 */
public record InForce(GatewayMode mode, long rulesVersion, long schemaVersion, Set<String> claims) {
    /** Names the schema version, a counter of the gateway, that an existing client was built for. */
    public static final String SCHEMA_CLAIM = "schema";

    public InForce {
        requireNonNull(mode, "mode");
        claims = Set.copyOf(claims);
    }

    /** The view of a caller. */
    public ViewName name(Caller caller) {
        if (rulesVersion == 0) {
            boolean seesAll = mode == GatewayMode.OPEN || caller.isAdmin();
            return ViewName.withoutRules(seesAll ? Scope.EVERYTHING : Scope.NOTHING, schemaVersion);
        }
        return ViewName.ofRules(rulesVersion, schemaVersion, claims, caller.claims());
    }

    /** The view of a caller; of an existing client also by the tables that its token says it knows. */
    public ViewName name(Caller caller, boolean isLegacy) {
        var name = name(caller);
        return isLegacy ? name.knowing(SCHEMA_CLAIM, caller.claims().getOrDefault(SCHEMA_CLAIM, List.of())) : name;
    }
}
