package io.lakesync.server.gateway;

import static io.lakesync.api.failure.SyncFailure.FORBIDDEN;
import static io.lakesync.api.failure.SyncFailure.SCHEMA_ERROR;
import static io.lakesync.server.gateway.Desk.AIR;
import static io.lakesync.server.gateway.Desk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.AuditEntry;
import io.lakesync.api.gateway.AuditEntry.Operation;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.push.PushPlan.Held;
import io.lakesync.server.quarantine.Replays.Outcome;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators may decide about deltas in quarantine. */
abstract class ReplaysContract {
    private static final String TITLE_AND_X =
            """
            {"table":"todos","columns":[{"name":"title","type":"string"},{"name":"x","type":"string"}]}""";
    private static final String NOBODY_WRITES =
            """
            {"version":1,"buckets":[{"name":"all","tables":[],"filters":[],"write":"none"}]}""";
    private static final int CONTESTED = 12;
    private static final int STEPS_MAX = 7;

    private FreshDatabase database;
    private Desk desk;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        desk = Desk.ofTodos(database);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_replayed_delta_leaves_quarantine_with_its_append() {
        var delta = delta("x", 1);
        var key = desk.hold(held(delta, SCHEMA_ERROR));
        desk.saveSchema(TITLE_AND_X);

        assertThat(desk.replay(key, "ada")).isEqualTo(Outcome.DONE);

        assertThat(desk.quarantined()).isEmpty();
        assertThat(desk.entries().get(0))
                .isInstanceOfSatisfying(LogEntry.Committed.class, entry -> assertThat(entry.delta())
                        .isEqualTo(delta));
        var last = desk.entries().get(1);
        assertThat(last).isEqualTo(new LogEntry.Echo(last.stamp(), delta.row(), "ann"));
        assertThat(desk.status().head().value()).isEqualTo(last.stamp());
        assertThat(desk.fired.events.get(desk.fired.events.size() - 1).head()).isEqualTo(last.stamp());
        assertThat(desk.audited()).singleElement().satisfies(deed -> {
            assertThat(deed.operation()).isEqualTo(Operation.REPLAY);
            assertThat(deed.operator()).isEqualTo("ada");
            assertThat(deed.stamp()).isEqualTo(last.stamp());
            assertThat(deed.at()).isEqualTo(NOW);
            assertThat(deed.subject()).contains("todos", "ann", key).doesNotContain("milk");
        });
    }

    @Test
    void a_delta_that_still_breaks_the_schema_stays_with_the_new_reason() {
        var key = desk.hold(held(delta("x", 1), FORBIDDEN));

        assertThat(desk.replay(key, "ada")).isEqualTo(Outcome.REFUSED);

        assertThat(desk.quarantined()).singleElement().satisfies(held -> {
            assertThat(held.key()).isEqualTo(key);
            assertThat(held.reason()).isEqualTo(SCHEMA_ERROR);
            assertThat(held.message()).isEqualTo("table todos has no column x");
            assertThat(held.since()).isEqualTo(NOW);
        });
        assertThat(desk.entries()).isEmpty();
        assertThat(desk.audited()).extracting(AuditEntry::operation).containsExactly(Operation.REPLAY_REFUSED);
    }

    @Test
    void a_replay_is_not_judged_by_write_rules() {
        var key = desk.hold(held(delta("title", 1), FORBIDDEN));
        desk.saveRules(NOBODY_WRITES);

        assertThat(desk.replay(key, "ada")).isEqualTo(Outcome.DONE);
        assertThat(desk.entries()).hasSize(2);
    }

    @Test
    void a_replay_that_comes_too_late_for_its_row_is_absorbed_with_an_echo() {
        var late = desk.hold(held(delta("title", 1), FORBIDDEN));
        desk.replay(desk.hold(held(delta("title", 2), FORBIDDEN)), "ada");

        assertThat(desk.replay(late, "ada")).isEqualTo(Outcome.DONE);
        assertThat(desk.entries()).hasSize(3).last().isInstanceOf(LogEntry.Echo.class);
        assertThat(desk.quarantined()).isEmpty();
    }

    @Test
    void a_discarded_delta_is_gone_for_good_but_not_unnoticed() {
        var key = desk.hold(held(delta("title", 1), FORBIDDEN));
        desk.hold(held(delta("title", 2), FORBIDDEN));

        assertThat(desk.discard(key, "ada")).isEqualTo(Outcome.DONE);

        assertThat(desk.discard(key, "ben")).isEqualTo(Outcome.GONE);
        assertThat(desk.replay(key, "ben")).isEqualTo(Outcome.GONE);
        assertThat(desk.quarantined()).hasSize(1);
        assertThat(desk.entries()).isEmpty();
        assertThat(desk.audited()).singleElement().satisfies(deed -> {
            assertThat(deed.operation()).isEqualTo(Operation.DISCARD);
            assertThat(deed.operator()).isEqualTo("ada");
        });
    }

    @Test
    void of_two_administrators_who_decide_at_once_one_does() throws Exception {
        var keys = IntStream.rangeClosed(1, CONTESTED)
                .mapToObj(i -> desk.hold(held(delta("title", i), FORBIDDEN)))
                .toList();
        var start = new CyclicBarrier(2);
        var people = Executors.newFixedThreadPool(2);
        try {
            var outcomes = new ArrayList<List<Outcome>>();
            for (var decided : people.invokeAll(List.of(decides(keys, "ada", start), decides(keys, "ben", start)))) {
                outcomes.add(decided.get());
            }
            for (int i = 0; i < keys.size(); i++) {
                assertThat(List.of(outcomes.get(0).get(i), outcomes.get(1).get(i)))
                        .as("delta %d", i)
                        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.GONE);
            }
        } finally {
            people.shutdownNow();
        }
        assertThat(desk.audited()).hasSize(CONTESTED);
        assertThat(desk.quarantined()).isEmpty();
    }

    @Test
    void who_decides_between_any_two_steps_of_another_decides_alone() {
        int theirs = 0;
        try (var ben = new Desk(database, AIR)) {
            for (int step = 1; step <= STEPS_MAX; step++) {
                var key = desk.hold(held(delta("title", step), FORBIDDEN));
                var bens = new AtomicReference<>(Outcome.GONE);
                desk.interruptBefore(step, () -> bens.set(ben.tryToReplay(key, "ben", database.lockTimeout())));

                var mine = desk.replay(key, "ada");

                assertThat(List.of(mine, bens.get()))
                        .as("step %d", step)
                        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.GONE);
                theirs += bens.get() == Outcome.DONE ? 1 : 0;
            }
        }
        assertThat(theirs).as("how often the other came first").isPositive();
        assertThat(desk.audited()).hasSize(STEPS_MAX);
    }

    @Test
    void the_audit_keeps_the_latest_deeds_only() throws SQLException {
        var key = desk.hold(held(delta("title", 1), FORBIDDEN));
        try (var connection = database.source().getConnection();
                var insert = connection.prepareStatement("INSERT INTO lakesync.audit VALUES"
                        + " ('air', ?, 'DISCARD', 'ada', 'long ago', CURRENT_TIMESTAMP)")) {
            for (int stamp = 1; stamp <= 10_000; stamp++) {
                insert.setLong(1, stamp);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        desk.replay(key, "ada");

        assertThat(desk.audited()).hasSize(10_000);
        assertThat(desk.audited().get(0).operation()).isEqualTo(Operation.REPLAY);
    }

    @Test
    void the_totals_are_what_the_log_holds() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            desk.replay(desk.hold(held(delta("title", i), FORBIDDEN)), "ada");
        }

        var size = desk.status().size();
        assertThat(size.rows()).isEqualTo(1);
        assertThat(List.of(size.entries(), size.bytes()))
                .isEqualTo(List.of(
                        number("SELECT SUM(entries) FROM lakesync.log_block"),
                        number("SELECT SUM(OCTET_LENGTH(payload)) FROM lakesync.log_block")));
        assertThat(size.entries()).isEqualTo(6);
    }

    @Test
    void a_list_tells_of_each_gateway_what_one_is_told_alone() throws SQLException {
        desk.hold(held(delta("title", 1), FORBIDDEN));
        desk.hold(held(delta("title", 2), FORBIDDEN));
        try (var sea = new Desk(database, new GatewayId("sea"));
                var connection = database.source().getConnection();
                var insert = connection.createStatement()) {
            sea.open();
            insert.execute(
                    """
                    INSERT INTO lakesync.client_position
                    (gateway, client_id, since, since_before, had_more, refused, repeats, pulled_at)
                    VALUES ('sea', 'ann', 1, 1, false, false, 0, CURRENT_TIMESTAMP)""");

            assertThat(desk.list()).containsExactly(desk.told(), sea.told());
            assertThat(desk.told().quarantined()).isEqualTo(2);
            assertThat(sea.told().clients()).isEqualTo(1);
        }
    }

    /** Decides about all of them in order; both begin each one together. */
    private Callable<List<Outcome>> decides(List<String> keys, String operator, CyclicBarrier start) {
        return () -> {
            try (var own = new Desk(database, AIR)) {
                var outcomes = new ArrayList<Outcome>();
                for (var key : keys) {
                    start.await();
                    outcomes.add(own.replay(key, operator));
                }
                return outcomes;
            }
        };
    }

    private long number(String query) throws SQLException {
        try (var connection = database.source().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Held held(Delta delta, SyncFailure reason) {
        return new Held(0, delta, reason, "as it was then");
    }

    private static Delta delta(String column, int counter) {
        var columns = List.of(new ColumnValue(column, new JsonValue("\"milk\"")));
        var delta = new Delta(DeltaOp.INSERT, new RowKey("todos", "1"), "ann", columns, Hlc.of(1000, counter), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }
}
