package io.lakesync.engine.push;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plain group of pushes with faults to order: without any it is right, with each of them the laws must notice. */
final class PlantedGroupBugs {
    enum Bug {
        ALL_UPON_THE_STORED_ROWS,
        ALL_FROM_THE_SAME_STAMP,
        FIRST_STATE_OF_A_ROW_IS_KEPT,
        REFUSAL_FAILS_ALL,
        REFUSAL_ENDS_THE_GROUP,
        FIRST_CALLER_SPEAKS_FOR_ALL,
        EVERYBODY_GETS_THE_LAST_STAMP,
        NOTHING_APPENDED_GETS_THE_OLD_HEAD,
        HELD_OF_THE_LAST_ONLY,
        DRIFT_IS_NOT_LOOKED_AT,
        MISSING_RULES_ARE_HELD
    }

    private final Set<Bug> bugs;
    private final PushTerms begin;
    private final Map<RowKey, StoredRow> stored;
    private final Map<RowKey, StoredRow> now;
    private final Map<RowKey, StoredRow> changed = new LinkedHashMap<>();
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<PushPlan.Held> held = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private PlantedGroupBugs(Set<Bug> bugs, PushTerms begin, Map<RowKey, StoredRow> stored) {
        this.bugs = bugs;
        this.begin = begin;
        this.stored = stored;
        this.now = new HashMap<>(stored);
    }

    static Decider faultless() {
        return (terms, group, rows) -> new PlantedGroupBugs(EnumSet.noneOf(Bug.class), terms, rows).decide(group);
    }

    static Decider with(Bug bug) {
        return (terms, group, rows) -> new PlantedGroupBugs(EnumSet.of(bug), terms, rows).decide(group);
    }

    /** Decides groups. */
    interface Decider {
        GroupPlan decide(PushTerms terms, List<GroupMember> group, Map<RowKey, StoredRow> rows);
    }

    private GroupPlan decide(List<GroupMember> group) {
        for (var member : group) {
            try {
                accept(plan(has(Bug.FIRST_CALLER_SPEAKS_FOR_ALL) ? group.get(0) : member, member));
            } catch (SyncException refusal) {
                verdicts.add(new Verdict.Refused(refusal));
                if (has(Bug.REFUSAL_FAILS_ALL)) {
                    var all = group.stream().map(m -> (Verdict) new Verdict.Refused(refusal));
                    return new GroupPlan(new PushPlan(List.of(), List.of(), List.of()), all.toList());
                }
            }
        }
        return new GroupPlan(new PushPlan(entries, List.copyOf(changed.values()), held), answers());
    }

    private PushPlan plan(GroupMember speaker, GroupMember member) {
        boolean isOver = verdicts.stream().anyMatch(Verdict.Refused.class::isInstance);
        if (has(Bug.REFUSAL_ENDS_THE_GROUP) && isOver) {
            throw new SyncException(SyncFailure.UNAVAILABLE, "the group is over");
        }
        if (!has(Bug.DRIFT_IS_NOT_LOOKED_AT)) {
            PushChecks.requireNoDrift(member.push().deltas(), begin.clockMillis());
        }
        if (begin.areRulesMissing() && !has(Bug.MISSING_RULES_ARE_HELD)) {
            throw new SyncException(SyncFailure.RULES_MISSING, "no rules");
        }
        var terms = has(Bug.ALL_FROM_THE_SAME_STAMP) ? begin : begin.after(lastStamp());
        var rows = has(Bug.ALL_UPON_THE_STORED_ROWS) ? stored : now;
        return PushDecision.decide(terms, begin.rules().view(speaker.caller().claims()), member.push(), rows);
    }

    private void accept(PushPlan plan) {
        long before = has(Bug.NOTHING_APPENDED_GETS_THE_OLD_HEAD) ? begin.head() : lastStamp();
        verdicts.add(new Verdict.Accepted(plan, plan.lastStamp(before)));
        entries.addAll(plan.entries());
        if (has(Bug.HELD_OF_THE_LAST_ONLY)) {
            held.clear();
        }
        held.addAll(plan.held());
        for (var row : plan.rows()) {
            now.put(row.key(), row);
            if (!has(Bug.FIRST_STATE_OF_A_ROW_IS_KEPT) || !changed.containsKey(row.key())) {
                changed.put(row.key(), row);
            }
        }
    }

    private List<Verdict> answers() {
        if (!has(Bug.EVERYBODY_GETS_THE_LAST_STAMP)) {
            return verdicts;
        }
        return verdicts.stream()
                .map(v -> v instanceof Verdict.Accepted a ? new Verdict.Accepted(a.plan(), lastStamp()) : v)
                .toList();
    }

    private long lastStamp() {
        return entries.isEmpty()
                ? begin.head()
                : entries.get(entries.size() - 1).stamp();
    }

    private boolean has(Bug bug) {
        return bugs.contains(bug);
    }
}
