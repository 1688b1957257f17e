package io.lakesync.server.pull;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.pull.InForce;
import io.lakesync.engine.pull.Reader;
import io.lakesync.engine.pull.Sight;
import io.lakesync.engine.pull.ViewName;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import io.lakesync.server.log.Head;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Who reads, and what they may see at a head. */
@ApplicationScoped
class Readers {
    @Inject
    Rules rules;

    @Inject
    Schemas schemas;

    /** Who reads is whom the token names: under another's clientId one would be told of rows that are the other's. */
    Reader reader(Caller caller, PullRequest pull, Head head, boolean isSocket) {
        Map<String, TableSchema> known = pull.isLegacy() ? known(caller, pull.gateway(), head) : Map.of();
        var view = view(pull.gateway(), name(caller, pull, head));
        return new Reader(caller.subject(), view, pull.isLegacy(), isSocket, !pull.keepsCursor(), known);
    }

    Sight sight(Caller caller, PullRequest pull, Head head) {
        return new Sight(name(caller, pull, head), name -> view(pull.gateway(), name));
    }

    ViewName name(Caller caller, PullRequest pull, Head head) {
        return inForce(pull.gateway(), head).name(caller, pull.isLegacy());
    }

    ViewName name(Caller caller, GatewayId gateway, Head head) {
        return inForce(gateway, head).name(caller);
    }

    private InForce inForce(GatewayId gateway, Head head) {
        return head.inForce(rules.compiled(gateway, head.rulesVersion(), head.schemaVersion(), head.mode()));
    }

    View view(GatewayId gateway, ViewName name) {
        return compiled(gateway, name).view(name.claims());
    }

    private CompiledRules compiled(GatewayId gateway, ViewName name) {
        return switch (name.scope()) {
            case RULES -> rules.compiled(gateway, name.rulesVersion(), name.schemaVersion(), GatewayMode.RULES);
            case EVERYTHING -> CompiledRules.everything();
            case NOTHING, CLEARED -> CompiledRules.nothing();
        };
    }

    /** A client that cannot be asked knows the base version of each table, or the later one that its token names. */
    private Map<String, TableSchema> known(Caller caller, GatewayId gateway, Head head) {
        long claimed = caller.claims().getOrDefault(InForce.SCHEMA_CLAIM, List.of()).stream()
                .filter(version -> version.matches("[1-9][0-9]{0,8}"))
                .mapToLong(Long::parseLong)
                .filter(version -> version <= head.schemaVersion())
                .max()
                .orElse(0);
        return schemas.known(gateway, head.schemaVersion(), claimed);
    }
}
