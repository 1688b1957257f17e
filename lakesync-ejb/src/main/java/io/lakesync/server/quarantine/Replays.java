package io.lakesync.server.quarantine;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.AuditEntry.Operation;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.push.DeltaIdCheck;
import io.lakesync.engine.push.PushDecision;
import io.lakesync.engine.push.PushPlan;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.audit.Audit;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.DeltasLogged;
import io.lakesync.server.log.Head;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.rules.TermsInForce;
import io.lakesync.server.settings.ReleasedConnection;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an administrator may decide about a delta in quarantine: one delta, one transaction. Each deed takes a stamp in
 * the log by the same compare-and-set as a push, so of two administrators who decide about the same delta at once only
 * one does. Every method throws {@link HeadMoved} when somebody came between, and is then to be called again. Public
 * because the container wants it.
 */
@Stateless
@Interceptors(ReleasedConnection.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Replays {
    @Inject
    LogDatabase database;

    @Inject
    Quarantine quarantine;

    @Inject
    TermsInForce terms;

    @Inject
    Audit audit;

    @Inject
    Event<DeltasLogged> logged;

    /** What has become of a delta. */
    public enum Outcome {
        DONE,
        /** It breaks the schema still, and stays with the new reason. */
        REFUSED,
        /** Somebody else has decided already. */
        GONE
    }

    /**
     * Pushes a delta anew under its own clientId and HLC, judged by the schema in force and not by write rules.
     *
     * @param key of the delta in quarantine
     * @throws SyncException NOT_FOUND when there is no such gateway
     */
    public Outcome replay(GatewayId gateway, String key, String operator) {
        return decide(gateway, key, (log, head, delta) -> replay(log, head, new Case(gateway, key, delta, operator)));
    }

    /** Lets go of a delta for good. */
    public Outcome discard(GatewayId gateway, String key, String operator) {
        return decide(gateway, key, (log, head, delta) -> {
            var given = new Case(gateway, key, delta, operator);
            quarantine.discard(gateway, key);
            return settle(given, log.mark(gateway, head), Operation.DISCARD, Outcome.DONE);
        });
    }

    private interface Deed {
        Outcome on(DeltaLog log, Head head, Delta delta);
    }

    private record Case(GatewayId gateway, String key, Delta delta, String operator) {}

    private Outcome decide(GatewayId gateway, String key, Deed deed) {
        return database.with(connection -> {
            var log = new DeltaLog(connection);
            // first: who has decided since makes the compare-and-set fail, who has before has left no delta
            var head = log.head(gateway);
            return quarantine
                    .find(gateway, key)
                    .map(held -> deed.on(log, head, held.delta()))
                    .orElse(Outcome.GONE);
        });
    }

    private Outcome replay(DeltaLog log, Head head, Case given) {
        var gateway = given.gateway();
        var delta = given.delta();
        var push = DeltaIdCheck.identify(new PushRequest(gateway, delta.clientId(), List.of(delta), Set.of()))
                .push();
        var rows = log.rows(gateway, Set.of(delta.row()));
        var everything = CompiledRules.everything().view(Map.of());
        var plan = PushDecision.decide(terms.at(gateway, head), everything, push, rows);
        if (!plan.held().isEmpty()) {
            quarantine.refuse(gateway, given.key(), plan.held().get(0));
            return settle(given, log.mark(gateway, head), Operation.REPLAY_REFUSED, Outcome.REFUSED);
        }
        quarantine.discard(gateway, given.key());
        int newRows = (int)
                plan.rows().stream().filter(r -> !rows.containsKey(r.key())).count();
        return settle(given, append(log, gateway, head, echoed(plan, delta), newRows), Operation.REPLAY, Outcome.DONE);
    }

    /** A replay that finds its values in the row already takes a stamp all the same: it is a deed. */
    private static long append(DeltaLog log, GatewayId gateway, Head head, PushPlan plan, int newRows) {
        if (plan.entries().isEmpty()) {
            return log.mark(gateway, head);
        }
        log.append(gateway, head, plan, newRows);
        return plan.lastStamp(head.stamp());
    }

    /**
     * With an echo for the sender: when its delta was put aside it was sent the row without it, and its open sockets
     * are not sent what is its own.
     */
    private static PushPlan echoed(PushPlan plan, Delta delta) {
        if (plan.rows().isEmpty()) {
            return plan;
        }
        long stamp = plan.lastStamp(0) + PushTerms.STAMP_STEP;
        var echo = new LogEntry.Echo(stamp, delta.row(), delta.clientId());
        return new PushPlan(List.of(plan.entries().get(0), echo), plan.rows(), List.of());
    }

    private Outcome settle(Case given, long stamp, Operation operation, Outcome outcome) {
        audit.record(given.gateway(), stamp, operation, given.operator(), subject(given));
        logged.fire(new DeltasLogged(given.gateway(), stamp));
        return outcome;
    }

    /** Names the delta, never its values. */
    private static String subject(Case given) {
        var delta = given.delta();
        return "%s of table %s, row %s, by %s at %s: %s"
                .formatted(
                        delta.op(),
                        delta.row().table(),
                        delta.row().rowId(),
                        delta.clientId(),
                        delta.hlc(),
                        given.key());
    }
}
