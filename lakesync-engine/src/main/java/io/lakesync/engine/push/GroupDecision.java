package io.lakesync.engine.push;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.push.PushPlan.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides the pushes of a group one after the other, each upon the rows that its predecessors leave, as if each had a
 * transaction of its own and nobody came between.
 */
public final class GroupDecision {
    private final Map<RowKey, StoredRow> rows;
    private final Replicas replicas;
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<RowKey, StoredRow> changed = new LinkedHashMap<>();
    private final List<Held> held = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private PushTerms terms;

    private GroupDecision(PushTerms terms, Map<RowKey, StoredRow> rows, Replicas replicas) {
        this.terms = terms;
        this.replicas = replicas;
        this.rows = new HashMap<>(rows);
    }

    /**
     * Never throws for a push that is refused: that is its own verdict.
     *
     * @param rows the stored rows that the group touches; a missing one was never written
     */
    public static GroupPlan decide(
            PushTerms terms, List<GroupMember> group, Map<RowKey, StoredRow> rows, Replicas replicas) {
        var decision = new GroupDecision(terms, rows, replicas);
        group.forEach(decision::judge);
        var whole = new PushPlan(decision.entries, List.copyOf(decision.changed.values()), decision.held);
        return new GroupPlan(whole, decision.verdicts);
    }

    private void judge(GroupMember member) {
        try {
            accept(plan(member));
        } catch (SyncException refusal) {
            verdicts.add(new Verdict.Refused(refusal));
        }
    }

    private PushPlan plan(GroupMember member) {
        PushChecks.requireNoDrift(member.push().deltas(), terms.clockMillis());
        if (terms.areRulesMissing()) {
            throw new SyncException(
                    SyncFailure.RULES_MISSING, "the gateway has no sync rules yet; an administrator must save some");
        }
        var view = terms.rules().view(member.caller().claims());
        return PushDecision.decide(terms, view, member.push(), rows, () -> replicas.areServedAsNow(member));
    }

    private void accept(PushPlan plan) {
        long last = plan.lastStamp(terms.head());
        entries.addAll(plan.entries());
        held.addAll(plan.held());
        plan.rows().forEach(row -> {
            rows.put(row.key(), row);
            changed.put(row.key(), row);
        });
        verdicts.add(new Verdict.Accepted(plan, last));
        terms = terms.after(last);
    }
}
