package io.lakesync.server.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.push.GroupMember;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.engine.rules.CompiledRules;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a push promises on every database that can hold the log. */
abstract class PushAttemptContract {
    private static final GatewayId AIR = new GatewayId("air");
    private static final int STEPS_MAX = 12;

    private FreshDatabase database;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        database.create("air");
    }

    @Test
    void a_push_that_commits_between_any_two_steps_is_never_overwritten() throws SQLException {
        int lost = 0;
        for (int step = 1; step <= STEPS_MAX; step++) {
            var row = "row-" + step;
            var mine = title("ann", 10, row, "title", "\"mine\"");
            var theirs = title("ben", 20, row, "title", "\"theirs\"");
            boolean theirsCommitted = interrupted(step, mine, theirs);
            if (!theirsCommitted) {
                push(theirs);
            } else if (titleOf(row).equals("\"theirs\"")) {
                lost++;
                push(mine);
            }
            assertThat(titleOf(row)).as("step %d", step).isEqualTo("\"theirs\"");
        }
        assertThat(lost).as("how often the compare-and-set was lost").isPositive();
        assertThat(stamps()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_rolled_back_push_leaves_neither_entry_nor_row_nor_head() throws SQLException {
        long head = head();
        try (var connection = begin()) {
            attempt(connection, title("ann", 10, "r", "title", "\"milk\""));
            connection.rollback();
        }

        assertThat(stamps()).isEmpty();
        assertThat(titleOf("r")).isEqualTo("absent");
        assertThat(head()).isEqualTo(head);
    }

    @Test
    void an_entry_comes_back_as_it_was_pushed() throws SQLException {
        var delta = title("ann", 10, "é☃😀", "body", "{\"b\": [1, 2.50, null], \"a\":\"\\u0000\"}");
        push(delta);

        try (var connection = begin()) {
            var entries = new DeltaLog(connection).entries(AIR, 0, 10);
            assertThat(entries).hasSize(1);
            assertThat(((LogEntry.Committed) entries.get(0)).delta()).isEqualTo(delta);
        }
    }

    @Test
    void stamps_follow_the_databases_clock_and_are_even() throws SQLException {
        push(title("ann", 10, "a", "title", "1"), title("ann", 11, "b", "title", "2"));

        assertThat(stamps()).hasSize(2).allMatch(stamp -> stamp % 2 == 0);
        assertThat(new Hlc(stamps().get(0)).wallMillis()).isBetween(1_700_000_000_000L, 9_000_000_000_000L);
        assertThat(head()).isEqualTo(stamps().get(1));
    }

    @Test
    void stamps_only_grow_when_the_databases_clock_was_a_day_ahead_and_is_put_right() throws SQLException {
        var tomorrow = new Hlc((Instant.now().plus(Duration.ofDays(1)).toEpochMilli() << 16) | 0xfffe);
        try (var connection = begin();
                var move = connection.prepareStatement("UPDATE lakesync.gateway SET head = ? WHERE id = 'air'")) {
            move.setLong(1, tomorrow.bits());
            move.executeUpdate();
            connection.commit();
        }

        push(title("ann", Instant.now().toEpochMilli() << 16, "a", "title", "1"), title("ann", 11, "b", "title", "2"));

        assertThat(stamps()).containsExactly(tomorrow.bits() + 2, tomorrow.bits() + 4);
        assertThat(titleOf("a")).isEqualTo("1");
    }

    @Test
    void the_same_push_again_appends_nothing() throws SQLException {
        push(title("ann", 10, "a", "title", "1"));
        long head = head();
        push(title("ann", 10, "a", "title", "1"));

        assertThat(head()).isEqualTo(head);
    }

    @Test
    void drift_is_measured_against_the_databases_clock() throws SQLException {
        try (var connection = begin()) {
            long now = new DeltaLog(connection).head(AIR).clockMillis();
            var far = title("ann", (now + 60_000) << 16, "a", "title", "1");
            assertThatThrownBy(() -> attempt(connection, far))
                    .isInstanceOf(SyncException.class)
                    .hasMessageContaining("ahead (max drift: 5000ms)");
        }
        assertThat(stamps()).isEmpty();
    }

    @Test
    void a_thousand_rows_are_read_back_by_key() throws SQLException {
        var deltas = new Delta[1000];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = title("ann", 10 + i, "row-" + i, "title", String.valueOf(i));
        }
        push(deltas);
        push(deltas);

        assertThat(stamps()).hasSize(1000);
        assertThat(titleOf("row-999")).isEqualTo("999");
    }

    /** Pushes mine with theirs before a step. @return whether theirs was committed */
    private boolean interrupted(int step, Delta mine, Delta theirs) throws SQLException {
        var committed = new AtomicBoolean();
        try (var connection = begin()) {
            attempt(Interloper.before(step, connection, () -> committed.set(isPushed(theirs))), mine);
            connection.commit();
        } catch (HeadMoved moved) {
            assertThat(committed)
                    .as("the head moves only when theirs is committed")
                    .isTrue();
        }
        return committed.get();
    }

    private boolean isPushed(Delta delta) throws SQLException {
        try (var connection = begin()) {
            attempt(connection, delta);
            connection.commit();
            return true;
        } catch (HeadMoved busy) {
            return false;
        }
    }

    private void push(Delta... deltas) throws SQLException {
        try (var connection = begin()) {
            attempt(connection, deltas);
            connection.commit();
        }
    }

    private static void attempt(Connection connection, Delta... deltas) {
        var subject = deltas[0].clientId();
        var caller = new Caller(subject, "air", Set.of("client"), Map.of("sub", List.of(subject)), Instant.MAX);
        Law open = (gateway, head) ->
                new PushTerms(head.stamp(), head.clockMillis(), CompiledRules.everything(), Map.of(), 1 << 20);
        var push = new PushRequest(AIR, subject, List.of(deltas), Set.of());
        new PushAttempt(new DeltaLog(connection), open)
                .run(AIR, List.of(new GroupMember(caller, push)))
                .of(0);
    }

    private Connection begin() throws SQLException {
        var connection = database.source().getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(database.lockTimeout());
        }
        return connection;
    }

    private long head() throws SQLException {
        try (var connection = begin()) {
            return new DeltaLog(connection).head(AIR).stamp();
        }
    }

    private List<Long> stamps() throws SQLException {
        try (var connection = begin()) {
            return new DeltaLog(connection)
                    .entries(AIR, 0, 10_000).stream().map(LogEntry::stamp).toList();
        }
    }

    private String titleOf(String rowId) throws SQLException {
        var key = new RowKey("todos", rowId);
        try (var connection = begin()) {
            var row = new DeltaLog(connection).rows(AIR, List.of(key)).get(key);
            return row == null ? "absent" : row.state().image().get("title").text();
        }
    }

    private static Delta title(String client, long hlc, String rowId, String column, String json) {
        var columns = List.of(new ColumnValue(column, new JsonValue(json)));
        var delta = new Delta(DeltaOp.UPDATE, new RowKey("todos", rowId), client, columns, new Hlc(hlc), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }
}
