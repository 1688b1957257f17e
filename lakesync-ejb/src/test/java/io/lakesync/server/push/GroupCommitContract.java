package io.lakesync.server.push;

import static io.lakesync.server.push.ScenePush.AIR;
import static io.lakesync.server.push.ScenePush.delta;
import static io.lakesync.server.push.ScenePush.push;
import static io.lakesync.server.push.ScenePush.title;
import static io.lakesync.server.push.ScenePush.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a group of pushes promises on every database that can hold the log. */
abstract class GroupCommitContract {
    private static final int STATEMENTS_MAX = 8;
    private static final String TOO_LONG = "r".repeat(600);

    private Scene scene;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene(open(), Map.of());
    }

    @Test
    void a_group_is_one_block_with_consecutive_stamps_and_an_answer_for_each() throws SQLException {
        var group = commit(
                push(title("ann", 1, "a", "milk"), title("ann", 2, "b", "bread")),
                push(title("ben", 3, "a", "cheese")),
                push(title("ann", 1, "a", "milk")));

        var stamps = scene.entries().stream().map(LogEntry::stamp).toList();
        assertThat(scene.blocks()).isEqualTo(1);
        assertThat(stamps).hasSize(4);
        assertThat(stamps.get(3) - stamps.get(0)).isEqualTo(3L * PushTerms.STAMP_STEP);
        assertThat(group)
                .extracting(w -> w.result().stamp())
                .containsExactly(stamps.get(1), stamps.get(2), stamps.get(3));
        assertThat(scene.head()).isEqualTo(stamps.get(3));
        assertThat(scene.titleOf("a")).contains("\"cheese\"");
    }

    @Test
    void a_push_that_commits_between_any_two_statements_of_a_group_is_never_overwritten() throws SQLException {
        for (int statement = 1; statement <= STATEMENTS_MAX; statement++) {
            var row = "row-" + statement;
            var theirs = push(title("cho", 20, row, "theirs"));
            var interrupted = new AtomicInteger(statement);
            scene.transaction.through =
                    connection -> Interloper.before(interrupted.getAndSet(-1), connection, () -> isCommittedBy(theirs));
            var group = commit(push(title("ann", 10, row, "mine")), push(title("ben", 11, row, "ours")));
            scene.transaction.through = connection -> connection;
            commit(theirs);

            assertThat(group).allSatisfy(waiting -> assertThat(waiting.result()).isNotNull());
            assertThat(scene.titleOf(row)).as("statement %d", statement).contains("\"theirs\"");
        }
        assertThat(scene.losses()).as("how often the compare-and-set was lost").isPositive();
        assertThat(scene.entries().stream().map(LogEntry::stamp)).isSorted().doesNotHaveDuplicates();
        assertThat(scene.committed()).doesNotHaveDuplicates();
    }

    @Test
    void a_group_that_always_loses_gives_up_and_leaves_nothing() throws SQLException {
        var others = new AtomicInteger();
        scene.transaction.through = connection -> Interloper.before(
                3, connection, () -> isCommittedBy(push(title("cho", 20, "x", "v" + others.incrementAndGet()))));
        var group = commit(push(title("ann", 10, "a", "milk")), push(title("ben", 10, "b", "bread")));

        assertThat(group).allSatisfy(waiting -> assertRefused(waiting, SyncFailure.UNAVAILABLE));
        assertThat(scene.losses()).isEqualTo(8);
        assertThat(scene.titleOf("a")).isEmpty();
    }

    @Test
    void a_push_that_the_database_refuses_fails_alone() throws SQLException {
        var group = commit(
                push(title("ann", 10, "a", "milk")),
                push(title("ben", 10, TOO_LONG, "x")),
                push(title("cho", 10, "c", "y")));

        assertThat(group.get(0).result().plan().entries()).hasSize(1);
        assertRefused(group.get(1), SyncFailure.UNAVAILABLE);
        assertThat(group.get(2).result().plan().entries()).hasSize(1);
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann", "cho");
    }

    @Test
    void a_push_that_is_refused_gets_its_own_answer_and_its_neighbours_share_a_block() throws SQLException {
        onlyOwnRows();
        long hour = 3_600_000L + System.currentTimeMillis();
        var group = commit(
                push(delta("ann", 1, "a", "owner", "\"ann\"")),
                push(delta("ben", 2, "b", "owner", "\"ben\""), delta("ben", 3, "a", "owner", "\"ben\"")),
                push(delta("cho", hour << 16, "c", "owner", "\"cho\"")),
                push(delta("cho", 4, "c", "owner", "\"cho\"")));

        assertRefused(group.get(1), SyncFailure.FORBIDDEN);
        assertRefused(group.get(2), SyncFailure.CLOCK_DRIFT);
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann", "cho");
        assertThat(scene.blocks()).isEqualTo(1);
        assertThat(group.get(0).result().stamp())
                .isLessThan(group.get(3).result().stamp());
    }

    @Test
    void without_rules_every_push_of_a_group_is_told_so() throws SQLException {
        scene.transaction.law = (gateway, head) ->
                new PushTerms(head.stamp(), head.clockMillis(), CompiledRules.nothing(), Map.of(), 1 << 20);
        var group = commit(push(title("ann", 1, "a", "x")), push(title("ben", 1, "b", "y")));

        assertThat(group).allSatisfy(waiting -> assertRefused(waiting, SyncFailure.RULES_MISSING));
        assertThat(scene.entries()).isEmpty();
    }

    @Test
    void a_refusal_is_decided_anew_when_the_head_moved_under_it() throws SQLException {
        onlyOwnRows();
        commit(push(delta("ann", 1, "a", "owner", "\"ann\"")));
        var handed = new AtomicInteger(2);
        scene.transaction.through = connection -> Interloper.before(
                handed.getAndSet(-1), connection, () -> isCommittedBy(push(delta("ann", 2, "z", "owner", "\"ann\""))));
        var group = commit(push(delta("ben", 3, "a", "owner", "\"ben\"")));

        assertRefused(group.get(0), SyncFailure.FORBIDDEN);
        assertThat(scene.losses()).isEqualTo(1);
    }

    @Test
    void rules_that_come_into_force_between_any_two_statements_judge_the_push() throws SQLException {
        var own = ownRows();
        scene.transaction.law = (gateway, head) -> new PushTerms(
                head.stamp(),
                head.clockMillis(),
                head.rulesVersion() == 0 ? CompiledRules.everything() : own,
                Map.of(),
                1 << 20);
        for (int statement = 1; statement <= STATEMENTS_MAX; statement++) {
            enforced(0);
            var row = "row-" + statement;
            var isEnforced = new AtomicBoolean();
            var interrupted = new AtomicInteger(statement);
            scene.transaction.through = connection ->
                    Interloper.before(interrupted.getAndSet(-1), connection, () -> isEnforced.set(enforced(1)));
            var group = commit(push(delta("ann", 10, row, "owner", "\"ben\"")));
            scene.transaction.through = connection -> connection;

            if (isEnforced.get()) {
                assertRefused(group.get(0), SyncFailure.FORBIDDEN);
            }
            assertThat(scene.committed().stream().anyMatch(d -> d.row().rowId().equals(row)))
                    .as("statement %d", statement)
                    .isNotEqualTo(isEnforced.get());
        }
        assertThat(scene.losses()).as("how often the compare-and-set was lost").isPositive();
    }

    /** By another connection, as rules are saved; false when it is held back by a lock of the first. */
    private boolean enforced(long version) throws SQLException {
        try (Connection connection = scene.transaction.begin();
                var save = connection.prepareStatement(
                        "UPDATE lakesync.gateway SET head = head + 2, rules_version = ? WHERE id = 'air'")) {
            save.setLong(1, version);
            save.executeUpdate();
            connection.commit();
            return true;
        } catch (SQLException locked) {
            assertThat(locked.getMessage()).containsIgnoringCase("lock");
            return false;
        }
    }

    @Test
    void a_commit_that_is_cut_off_before_it_arrives_is_answered_unknown_to_all_and_the_retry_commits()
            throws SQLException {
        scene.transaction.beforeCommit = (connection, group) -> connection.close();
        var pushes = new GroupMember[] {push(title("ann", 1, "a", "milk")), push(title("ben", 1, "b", "bread"))};
        var cut = commit(pushes);
        scene.transaction.beforeCommit = (connection, group) -> {};

        assertThat(cut).allSatisfy(waiting -> assertRefused(waiting, SyncFailure.UNAVAILABLE));
        assertThat(scene.entries()).isEmpty();
        assertThat(commit(pushes))
                .allSatisfy(waiting -> assertThat(waiting.result()).isNotNull());
        assertThat(scene.entries()).hasSize(2);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_answered_unknown_to_all_and_the_retry_is_absorbed() throws SQLException {
        scene.transaction.afterCommit = (connection, group) -> {
            throw new SQLException("planned: the answer is lost", "08006");
        };
        var pushes = new GroupMember[] {push(title("ann", 1, "a", "milk")), push(title("ben", 1, "b", "bread"))};
        var cut = commit(pushes);
        scene.transaction.afterCommit = (connection, group) -> {};
        long head = scene.head();

        assertThat(cut).allSatisfy(waiting -> assertRefused(waiting, SyncFailure.UNAVAILABLE));
        assertThat(scene.transaction.begun)
                .as("not tried again, not even one by one")
                .hasValue(1);
        assertThat(commit(pushes))
                .allSatisfy(waiting -> assertThat(waiting.result().stamp()).isEqualTo(head));
        assertThat(scene.entries()).hasSize(2);
        assertThat(scene.blocks()).isEqualTo(1);
    }

    @Test
    void a_fault_of_ours_in_one_push_is_told_to_it_alone() throws SQLException {
        scene.transaction.beforeCommit = (connection, group) -> {
            if (group.stream().anyMatch(member -> member.caller().subject().equals("ben"))) {
                throw new IllegalStateException("planned");
            }
        };
        var group = commit(push(title("ann", 1, "a", "milk")), push(title("ben", 1, "b", "bread")));

        assertThat(group.get(0).result()).isNotNull();
        assertThatThrownBy(group.get(1)::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("planned");
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann");
    }

    @Test
    void who_has_given_up_is_not_tried_alone() throws SQLException {
        var gone = waiting(push(title("cho", 1, "c", "gone")));
        var poison = waiting(push(title("ben", 1, TOO_LONG, "x")));
        var good = waiting(push(title("ann", 1, "a", "milk")));
        scene.transaction.beforeCommit = (connection, group) -> gone.leaveUnknown();
        scene.groupCommit.commit(AIR, List.of(poison, good, gone));

        assertThat(good.result()).isNotNull();
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann");
    }

    private List<Waiting> commit(GroupMember... pushes) {
        var group = Stream.of(pushes).map(ScenePush::waiting).toList();
        scene.groupCommit.commit(AIR, group);
        return group;
    }

    /** By another connection; false when it is held back by a lock of the first. */
    private boolean isCommittedBy(GroupMember push) throws SQLException {
        try (Connection connection = scene.transaction.begin()) {
            new PushAttempt(new DeltaLog(connection), scene.transaction.law).run(AIR, List.of(push));
            connection.commit();
            return true;
        } catch (HeadMoved busy) {
            return false;
        }
    }

    private void onlyOwnRows() {
        var rules = ownRows();
        scene.transaction.law =
                (gateway, head) -> new PushTerms(head.stamp(), head.clockMillis(), rules, Map.of(), 1 << 20);
    }

    private static CompiledRules ownRows() {
        var own = new Filter("owner", FilterOp.EQ, new Operand.Claim("sub"));
        var mine = new Bucket("mine", List.of("todos"), List.of(own), WriteLevel.VISIBLE);
        return CompiledRules.compile(new SyncRules(1, List.of(mine)), List.of());
    }

    private static void assertRefused(Waiting waiting, SyncFailure failure) {
        var refusal = catchThrowableOfType(SyncException.class, waiting::result);
        assertThat(refusal).isNotNull().extracting(SyncException::failure).isEqualTo(failure);
    }
}
