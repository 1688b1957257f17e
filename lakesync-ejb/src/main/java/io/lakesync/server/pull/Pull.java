package io.lakesync.server.pull;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.pull.LogBounds;
import io.lakesync.engine.pull.Pages;
import io.lakesync.engine.pull.Reader;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.log.Positions;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The way of a pull, inside a transaction: the head, the reader's view at it, a page, the reader's position. */
@ApplicationScoped
public class Pull {
    /** Names the schema version, a counter of the gateway, that an existing client was built for. */
    private static final String SCHEMA_CLAIM = "schema";

    @Inject
    LogDatabase database;

    @Inject
    Rules rules;

    @Inject
    Schemas schemas;

    @Inject
    Settings settings;

    /** A page for a client that pulls; where it stands is kept if it must be. */
    public Page read(Caller caller, PullRequest pull) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(pull.gateway());
            requireNoSource(pull);
            var pages = pages(log, head, pull, reader(caller, pull, head, false));
            boolean kept = pages.keepsPosition(pull) && pull.clientId().equals(caller.subject());
            return kept ? keep(log.positions(), pages, pull) : pages.next(pull);
        });
    }

    /** A page for an open socket. */
    public Page stream(Caller caller, PullRequest pull) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(pull.gateway());
            return pages(log, head, pull, reader(caller, pull, head, true)).next(pull);
        });
    }

    private static Page keep(Positions positions, Pages pages, PullRequest pull) {
        var kept = pages.next(pull, positions.find(pull.gateway(), pull.clientId()));
        positions.save(pull.gateway(), pull.clientId(), kept.position());
        return kept.page();
    }

    private Pages pages(DeltaLog log, Head head, PullRequest pull, Reader reader) {
        var bounds = new LogBounds(head.stamp(), head.horizon(), head.rulesStamp());
        var terms = new Pages.Terms(settings.pull().pageBytesMax(), head.rulesVersion());
        return new Pages(new GatewayReader(log, pull.gateway()), bounds, reader, terms);
    }

    /** Who reads is whom the token names: under another's clientId one would be told of rows that are the other's. */
    private Reader reader(Caller caller, PullRequest pull, Head head, boolean isSocket) {
        Map<String, TableSchema> known = pull.isLegacy() ? known(caller, pull.gateway(), head) : Map.of();
        return new Reader(caller.subject(), view(caller, pull, head), pull.isLegacy(), isSocket, known);
    }

    /** A client that cannot be asked knows the base version of each table, or the later one that its token names. */
    private Map<String, TableSchema> known(Caller caller, GatewayId gateway, Head head) {
        long claimed = caller.claims().getOrDefault(SCHEMA_CLAIM, List.of()).stream()
                .filter(version -> version.matches("[1-9][0-9]{0,8}"))
                .mapToLong(Long::parseLong)
                .filter(version -> version <= head.schemaVersion())
                .max()
                .orElse(0);
        return schemas.known(gateway, head.schemaVersion(), claimed);
    }

    private View view(Caller caller, PullRequest pull, Head head) {
        boolean missing = head.rulesVersion() == 0 && head.mode() == GatewayMode.RULES;
        var inForce = missing && caller.isAdmin()
                ? CompiledRules.everything()
                : rules.compiled(pull.gateway(), head.rulesVersion(), head.schemaVersion(), head.mode());
        return inForce.view(caller.claims());
    }

    private static void requireNoSource(PullRequest pull) {
        if (pull.source().isPresent()) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no source of that name");
        }
    }
}
