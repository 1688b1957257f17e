package io.lakesync.server.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.engine.push.PushChecks;
import io.lakesync.engine.push.PushDecision;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.HeadMoved;
import java.util.stream.Collectors;

/** One try of one push inside a transaction: the head first, everything else after it, the compare-and-set last. */
final class PushAttempt {
    private final DeltaLog log;
    private final Law law;

    PushAttempt(DeltaLog log, Law law) {
        this.log = log;
        this.law = law;
    }

    /**
     * @throws HeadMoved when another push came between
     * @throws SyncException for a push that is refused as it stands
     */
    Pushed run(Caller caller, PushRequest push) {
        var head = log.head(push.gateway());
        PushChecks.requireNoDrift(push.deltas(), head.clockMillis());
        requireRules(head);
        var terms = law.at(push.gateway(), head);
        var keys = push.deltas().stream().map(Delta::row).collect(Collectors.toSet());
        var rows = log.rows(push.gateway(), keys);
        var plan = PushDecision.decide(terms, terms.rules().view(caller.claims()), push, rows);
        int newRows = (int)
                plan.rows().stream().filter(r -> !rows.containsKey(r.key())).count();
        log.append(push.gateway(), head, plan, newRows);
        return new Pushed(plan, plan.lastStamp(head.stamp()), head.rulesVersion());
    }

    private static void requireRules(Head head) {
        if (head.rulesVersion() == 0 && head.mode() == GatewayMode.RULES) {
            throw new SyncException(
                    SyncFailure.RULES_MISSING, "the gateway has no sync rules yet; an administrator must save some");
        }
    }
}
