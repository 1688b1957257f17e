package io.lakesync.server.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.pull.PageBuilder;
import io.lakesync.engine.pull.Reader;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.engine.rules.View;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.rules.Rules;
import io.lakesync.server.schema.Schemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Map;

/** The way of a pull, inside a transaction: the head, the reader's view at it, a page, the reader's position. */
@ApplicationScoped
public class Pull {
    @Inject
    LogDatabase database;

    @Inject
    Rules rules;

    @Inject
    Schemas schemas;

    @Inject
    Settings settings;

    /** A page for a client that pulls; its position is kept. */
    public Page read(Caller caller, PullRequest pull) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(pull.gateway());
            requireNoSource(pull);
            var source = new PageSource(log, pull.gateway(), head, reader(caller, pull, head, false));
            return pull.capabilities().contains(Capability.CURSOR)
                    ? read(source, pull, head)
                    : readKeepingPosition(log, source, pull, head);
        });
    }

    /** A page for an open socket. */
    public Page stream(Caller caller, PullRequest pull) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            var head = log.head(pull.gateway());
            return read(new PageSource(log, pull.gateway(), head, reader(caller, pull, head, true)), pull, head);
        });
    }

    private Page read(PageSource source, PullRequest pull, Head head) {
        var page = page(pull);
        var reached = source.read(pull.since(), head.stamp(), page);
        return new Page(page.deltas(), reached.cursor(), reached.hasMore(), head.rulesVersion());
    }

    private Page readKeepingPosition(DeltaLog log, PageSource source, PullRequest pull, Head head) {
        var positions = log.positions();
        var before = positions.find(pull.gateway(), pull.clientId());
        var position = LegacyPosition.pulled(before, pull.since(), source.isSnapshot(pull.since()), head.stamp());
        var deltas = new ArrayList<Delta>();
        if (pull.isLegacy() && LegacyPosition.isSentAgain(position)) {
            var again = page(pull);
            source.readAgain(position.before(), position.since(), again);
            deltas.addAll(again.deltas());
        }
        var page = page(pull);
        var reached = source.read(pull.since(), position.snapshotHead(), page);
        deltas.addAll(page.deltas());
        positions.save(pull.gateway(), pull.clientId(), position.withMore(reached.hasMore()));
        return new Page(deltas, reached.cursor(), reached.hasMore(), head.rulesVersion());
    }

    private Reader reader(Caller caller, PullRequest pull, Head head, boolean isSocket) {
        Map<String, TableSchema> base = pull.isLegacy() ? schemas.base(pull.gateway(), head.schemaVersion()) : Map.of();
        return new Reader(pull.clientId(), view(caller, pull, head), pull.isLegacy(), isSocket, base);
    }

    private View view(Caller caller, PullRequest pull, Head head) {
        boolean missing = head.rulesVersion() == 0 && head.mode() == GatewayMode.RULES;
        var inForce = missing && caller.isAdmin()
                ? CompiledRules.everything()
                : rules.compiled(pull.gateway(), head.rulesVersion(), head.schemaVersion(), head.mode());
        return inForce.view(caller.claims());
    }

    private PageBuilder page(PullRequest pull) {
        return new PageBuilder(pull.limit(), settings.pull().pageBytesMax());
    }

    private static void requireNoSource(PullRequest pull) {
        if (pull.source().isPresent()) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no source of that name");
        }
    }
}
