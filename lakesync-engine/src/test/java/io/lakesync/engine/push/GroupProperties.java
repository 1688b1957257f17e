package io.lakesync.engine.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Planted;
import io.lakesync.api.Seeds;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.push.PlantedGroupBugs.Decider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law of groups: sharing a transaction changes nothing but the stamps. */
class GroupProperties {
    private static final int FIRST_HEAD = 2;

    @Seeds
    void any_split_into_groups_does_what_the_pushes_do_one_by_one(long seed) {
        assertThat(faults(seed, GroupProperties::decided)).isEmpty();
    }

    @Seeds
    void groups_without_planted_bug_agree_too(long seed) {
        assertThat(faults(seed, PlantedGroupBugs.faultless())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_planted_bug_is_noticed(PlantedGroupBugs.Bug bug) {
        Planted.requireNoticed(
                seed -> assertThat(faults(seed, PlantedGroupBugs.with(bug))).isEmpty());
    }

    /** What differs when the same pushes come one by one and in groups. */
    private static GroupPlan decided(PushTerms terms, List<GroupMember> group, Map<RowKey, StoredRow> rows) {
        return GroupDecision.decide(terms, group, rows, member -> true);
    }

    private static List<String> faults(long seed, Decider decider) {
        var world = new PushWorld(seed);
        var pushes = world.pushes();
        var alone = new Store(world);
        pushes.forEach(alone::pushAlone);
        var grouped = new Store(world);
        world.groups(pushes).forEach(group -> grouped.push(group, decider));

        var faults = new ArrayList<>(grouped.faults);
        compare(faults, "answers", grouped.answers, alone.answers);
        compare(faults, "entries", grouped.entries, alone.entries);
        compare(faults, "rows", grouped.rowPictures(), alone.rowPictures());
        compare(faults, "held", grouped.held, alone.held);
        return faults;
    }

    private static void compare(List<String> faults, String what, Object grouped, Object alone) {
        if (!grouped.equals(alone)) {
            faults.add("%s in groups %s, one by one %s".formatted(what, grouped, alone));
        }
    }

    /** A log and its rows. Stamps are left out of what is compared, since each transaction reads the clock anew. */
    private static final class Store {
        private final PushWorld world;
        private final Map<RowKey, StoredRow> rows = new HashMap<>();
        private final List<String> entries = new ArrayList<>();
        private final List<String> answers = new ArrayList<>();
        private final List<String> held = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private long head = FIRST_HEAD;
        private long clockMillis = PushWorld.CLOCK_MILLIS;

        Store(PushWorld world) {
            this.world = world;
        }

        /** Knows nothing of groups. */
        void pushAlone(GroupMember member) {
            var terms = begin();
            int present = entries.size();
            try {
                PushChecks.requireNoDrift(member.push().deltas(), clockMillis);
                if (terms.areRulesMissing()) {
                    throw new SyncException(SyncFailure.RULES_MISSING, "no rules");
                }
                var view = terms.rules().view(member.caller().claims());
                commit(PushDecision.decide(terms, view, member.push(), rows));
                answers.add("%d of %d".formatted(entries.size() - present, entries.size()));
            } catch (SyncException refusal) {
                answers.add(refused(refusal));
            }
        }

        void push(List<GroupMember> group, Decider decider) {
            var terms = begin();
            int present = entries.size();
            long before = head;
            var plan = decider.decide(terms, group, rows);
            requireConsecutive(terms, plan.whole());
            commit(plan.whole());
            for (var verdict : plan.verdicts()) {
                answers.add(
                        verdict instanceof Verdict.Accepted accepted
                                ? accepted(accepted, terms, before, present)
                                : refused(((Verdict.Refused) verdict).refusal()));
            }
        }

        /** How many entries of its own, and how many the log holds up to its stamp. */
        private static String accepted(Verdict.Accepted push, PushTerms terms, long before, int present) {
            long ahead = push.stamp() == before ? 0 : (push.stamp() - terms.nextStamp()) / PushTerms.STAMP_STEP + 1;
            return "%d of %d".formatted(push.plan().entries().size(), present + ahead);
        }

        private static String refused(SyncException refusal) {
            return refusal.failure() == SyncFailure.CLOCK_DRIFT || refusal.failure() == SyncFailure.RULES_MISSING
                    ? refusal.failure().name()
                    : refusal.failure() + refusal.getMessage() + refusal.details();
        }

        private PushTerms begin() {
            clockMillis = world.clockAfter(clockMillis);
            return world.terms(head, clockMillis);
        }

        private void requireConsecutive(PushTerms terms, PushPlan whole) {
            long next = terms.nextStamp();
            for (var entry : whole.entries()) {
                if (entry.stamp() != next) {
                    faults.add("stamp %d instead of %d".formatted(entry.stamp(), next));
                }
                next += PushTerms.STAMP_STEP;
            }
            requireRowsOnce(whole);
        }

        private void requireRowsOnce(PushPlan whole) {
            var latest = new HashMap<RowKey, Long>();
            whole.entries().stream()
                    .filter(LogEntry.Committed.class::isInstance)
                    .map(LogEntry.Committed.class::cast)
                    .forEach(entry -> latest.put(entry.delta().row(), entry.stamp()));
            if (whole.rows().size() != latest.size()) {
                faults.add("%d rows written, %d changed".formatted(whole.rows().size(), latest.size()));
            }
            whole.rows().stream()
                    .filter(row -> latest.getOrDefault(row.key(), 0L) != row.stamp())
                    .forEach(row -> faults.add("row %s does not carry its latest stamp".formatted(row.key())));
        }

        private void commit(PushPlan plan) {
            plan.entries().forEach(entry -> entries.add(picture(entry)));
            plan.rows().forEach(row -> rows.put(row.key(), row));
            plan.held().forEach(h -> held.add(h.toString()));
            head = plan.lastStamp(head);
        }

        private static String picture(LogEntry entry) {
            if (entry instanceof LogEntry.Committed committed) {
                return new LogEntry.Committed(
                                0, committed.delta(), committed.seen(), committed.lost(), committed.born())
                        .toString();
            }
            var echo = (LogEntry.Echo) entry;
            return new LogEntry.Echo(0, echo.row(), echo.clientId()).toString();
        }

        private Map<String, String> rowPictures() {
            var pictures = new TreeMap<String, String>();
            rows.forEach((key, row) -> {
                var earlier =
                        row.earlier().stream().map(e -> e.values().toString()).toList();
                pictures.put(key.rowId(), "%s earlier %s".formatted(row.state(), earlier));
            });
            return pictures;
        }
    }
}
