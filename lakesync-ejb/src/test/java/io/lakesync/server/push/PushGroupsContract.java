package io.lakesync.server.push;

import static io.lakesync.server.push.ScenePush.AIR;
import static io.lakesync.server.push.ScenePush.push;
import static io.lakesync.server.push.ScenePush.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How pushes that arrive together find each other, on every database that can hold the log. */
abstract class PushGroupsContract {
    private static final int SECONDS_MAX = 30;
    private static final int QUEUE_MAX = 31;
    private static final String TOO_LONG = "r".repeat(600);

    private ExecutorService threads;
    private Scene scene;
    private Gate gate;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        scene = new Scene(open(), Map.of("lakesync.push.queue-max", String.valueOf(QUEUE_MAX)));
        // longer than any test waits: nobody is answered because time is over
        scene.groups.patience = Duration.ofMinutes(10);
        threads = Executors.newCachedThreadPool();
        gate = new Gate();
    }

    @AfterEach
    void stop() {
        gate.open();
        threads.shutdownNow();
    }

    @Test
    void pushes_that_arrive_during_a_commit_share_the_next() throws Exception {
        var leader = heldLeader();
        var others = queued(IntStream.range(0, QUEUE_MAX).mapToObj(i -> push(title("c" + i, 10, "row-" + i, "x"))));
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        var stamps = results(others).stream().map(Pushed::stamp).toList();
        assertThat(scene.blocks()).isEqualTo(2);
        assertThat(scene.transaction.begun).hasValue(2);
        assertThat(stamps).doesNotHaveDuplicates().isSorted();
        assertThat(scene.entries().stream().map(LogEntry::stamp).skip(1)).isEqualTo(stamps);
        var sizes = scene.meters.summary("lakesync_push_group_size");
        assertThat(sizes.max()).isEqualTo(QUEUE_MAX);
        assertThat(sizes.count()).isEqualTo(2);
        assertThat(scene.groups.isIdle())
                .as("nothing is kept of an idle gateway")
                .isTrue();
    }

    @Test
    void a_leader_leads_one_group_and_is_answered_although_others_wait() throws Exception {
        var leader = heldLeader();
        var second = new Gate();
        var others = queued(Stream.of(push(title("ben", 10, "b", "x")), push(title("cho", 10, "c", "x"))));
        scene.transaction.afterCommit = (connection, group) -> {
            if (group.size() == 2) {
                second.pass();
            }
        };
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThat(others).noneMatch(Future::isDone);
        second.open();
        assertThat(results(others)).hasSize(2);
    }

    @Test
    void one_push_of_many_fails_and_its_neighbours_do_not_notice() throws Exception {
        var leader = heldLeader();
        var others = queued(Stream.of("a", "b", TOO_LONG, "d")
                .map(row -> push(title("c" + row.length() + row.charAt(0), 10, row, "x"))));
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertRefused(others.get(2), SyncFailure.UNAVAILABLE);
        assertThat(results(List.of(others.get(0), others.get(1), others.get(3))))
                .hasSize(3);
        assertThat(scene.committed()).extracting(delta -> delta.row().rowId()).containsExactly("first", "a", "b", "d");
        assertThat(scene.groups.isIdle()).isTrue();
    }

    @Test
    void a_commit_of_unknown_outcome_is_told_to_everybody_in_the_group() throws Exception {
        var leader = heldLeader();
        scene.transaction.afterCommit = (connection, group) -> {
            if (group.size() > 1) {
                throw new SQLException("planned: the answer is lost", "08006");
            }
        };
        var pushes = IntStream.range(0, 5)
                .mapToObj(i -> push(title("c" + i, 10, "row-" + i, "x")))
                .toList();
        var others = queued(pushes.stream());
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        others.forEach(push -> assertRefused(push, SyncFailure.UNAVAILABLE));
        scene.transaction.afterCommit = (connection, group) -> {};
        assertThat(results(pushes.stream().map(this::start).toList())).hasSize(5);
        assertThat(scene.committed()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void a_leader_that_dies_fails_its_group_and_the_next_leads() throws Exception {
        var leader = heldLeader();
        var dying = new AtomicReference<Error>(new StackOverflowError("planned"));
        var others = queued(Stream.of(push(title("ben", 10, "b", "x")), push(title("cho", 10, "c", "x"))));
        scene.transaction.beforeCommit = (connection, group) -> {
            if (group.size() == 2) {
                throw dying.get();
            }
        };
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(() -> others.get(0).get(SECONDS_MAX, TimeUnit.SECONDS))
                .cause()
                .isSameAs(dying.get());
        assertRefused(others.get(1), SyncFailure.UNAVAILABLE);
        assertThat(scene.groups.isIdle()).isTrue();
        assertThat(start(push(title("ann", 11, "a", "x"))).get(SECONDS_MAX, TimeUnit.SECONDS))
                .isNotNull();
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann", "ann");
    }

    @Test
    void a_push_that_meets_a_full_queue_is_refused_before_any_work() throws Exception {
        var leader = heldLeader();
        var others = queued(IntStream.range(0, QUEUE_MAX).mapToObj(i -> push(title("c" + i, 10, "row-" + i, "x"))));

        assertRefused(start(push(title("zoe", 1, "z", "x"))), SyncFailure.BACKPRESSURE_ERROR);
        assertThatThrownBy(() -> scene.groups.requireRoom(AIR)).hasMessageContaining("31 pushes");
        assertThat(scene.transaction.begun).hasValue(1);
        gate.open();
        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThat(results(others)).hasSize(QUEUE_MAX);
        assertThat(scene.committed()).extracting(Delta::clientId).doesNotContain("zoe");
    }

    @Test
    void who_has_waited_too_long_leaves_and_is_not_committed() throws Exception {
        var leader = heldLeader();
        scene.groups.patience = Duration.ofMillis(20);
        assertRefused(start(push(title("ben", 10, "b", "x"))), SyncFailure.BACKPRESSURE_ERROR);
        assertThat(scene.groups.waiting(AIR)).isZero();
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann");
        assertThat(scene.groups.isIdle()).isTrue();
    }

    @Test
    void who_stops_waiting_for_a_commit_under_way_is_told_that_its_outcome_is_unknown() throws Exception {
        var leader = heldLeader();
        var second = new Gate();
        var first = queued(Stream.of(push(title("ben", 10, "b", "x"))));
        var interrupted = new CompletableFuture<Thread>();
        var taken = new CompletableFuture<Pushed>();
        threads.submit(() -> {
            interrupted.complete(Thread.currentThread());
            try {
                taken.complete(scene.groups.take(push(title("cho", 10, "c", "x"))));
            } catch (SyncException refusal) {
                taken.completeExceptionally(refusal);
            }
        });
        awaitWaiting(2);
        scene.transaction.beforeCommit = (connection, group) -> second.pass();
        gate.open();
        second.awaitArrival();
        interrupted.join().interrupt();

        assertRefused(taken, SyncFailure.UNAVAILABLE);
        second.open();
        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThat(results(first)).hasSize(1);
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann", "ben", "cho");
    }

    @Test
    void an_interrupted_waiter_leaves_the_others_alone() throws Exception {
        var leader = heldLeader();
        var others = queued(Stream.of(push(title("ben", 10, "b", "x")), push(title("cho", 10, "c", "x"))));
        others.get(0).cancel(true);
        awaitWaiting(1);
        gate.open();

        assertThat(leader.get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThat(others.get(1).get(SECONDS_MAX, TimeUnit.SECONDS)).isNotNull();
        assertThat(scene.committed()).extracting(Delta::clientId).containsExactly("ann", "cho");
        assertThat(scene.groups.isIdle()).isTrue();
    }

    private static final class Gate {
        private final CompletableFuture<Gate> arrived = new CompletableFuture<>();
        private final CompletableFuture<Gate> opened = new CompletableFuture<>();

        void pass() {
            arrived.complete(this);
            opened.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
        }

        void awaitArrival() {
            arrived.orTimeout(SECONDS_MAX, TimeUnit.SECONDS).join();
        }

        void open() {
            opened.complete(this);
        }
    }

    /** A push of "ann" whose transaction stands before its commit until the gate opens. */
    private Future<Pushed> heldLeader() {
        scene.transaction.beforeCommit = (connection, group) -> gate.pass();
        var leader = start(push(title("ann", 10, "first", "x")));
        gate.awaitArrival();
        scene.transaction.beforeCommit = (connection, group) -> {};
        return leader;
    }

    private Future<Pushed> start(GroupMember push) {
        return threads.submit(() -> scene.groups.take(push));
    }

    /** Started one after the other, so that they wait in this order. */
    private List<Future<Pushed>> queued(Stream<GroupMember> pushes) {
        return pushes.map(push -> {
                    int before = scene.groups.waiting(AIR);
                    var started = start(push);
                    awaitWaiting(before + 1);
                    return started;
                })
                .toList();
    }

    private void awaitWaiting(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (scene.groups.waiting(AIR) != count) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static List<Pushed> results(List<Future<Pushed>> pushes) throws Exception {
        var results = new ArrayList<Pushed>();
        for (var push : pushes) {
            results.add(push.get(SECONDS_MAX, TimeUnit.SECONDS));
        }
        return results;
    }

    private static void assertRefused(Future<Pushed> push, SyncFailure failure) {
        assertThatThrownBy(() -> push.get(SECONDS_MAX, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(SyncException.class, refusal -> assertThat(refusal.failure())
                        .isEqualTo(failure));
    }
}
