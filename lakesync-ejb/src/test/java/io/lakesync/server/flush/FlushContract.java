package io.lakesync.server.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.push.PushPlan;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.History;
import io.lakesync.server.follower.Ride;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.materialise.MortalDataSource;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flush promises, on every database that can keep deltas: each committed one, once, as it was pushed. */
abstract class FlushContract {
    private static final int CALLS_ENOUGH = 100;

    private FreshDatabase database;
    private Connection keptOpen;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        keptOpen = database.source().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        keptOpen.close();
    }

    @Test
    void every_committed_delta_is_kept_under_its_stamp_as_it_was_pushed() throws SQLException {
        var life = new Life("air");
        life.push("r1", "\"milk\"");
        life.echo("r1");
        life.push("r1", "{\"a\":[1,\"\\u0000\"]}");
        life.delete("r1");
        life.advance(life.ride(database.source(), 1));
        assertThat(life.kept()).hasSize(3).isEqualTo(life.expected());
        assertThat(life.kept().get(1)).contains("\ufffd");
    }

    @Test
    void what_the_log_holds_already_is_kept_too_and_what_comes_later_follows() throws SQLException {
        var life = new Life("air");
        life.push("r1", "1");
        var ride = life.ride(database.source(), 1);
        life.advance(ride);
        life.push("r2", "2");
        life.advance(ride);
        life.advance(life.ride(database.source(), 2));
        assertThat(life.kept()).hasSize(2).isEqualTo(life.expected());
        assertThat(life.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dying_at_any_call_neither_loses_nor_doubles_a_delta(boolean callIsMade) throws SQLException {
        int deaths = 0;
        for (int call = 1; call < CALLS_ENOUGH; call++) {
            var life = new Life("air%d".formatted(call));
            var mortal = new MortalDataSource(database.source(), call, callIsMade);
            boolean died = life.diesOn(mortal);
            life.advance(life.ride(database.source(), 2));
            assertThat(life.kept()).as("died at call %d", call).isEqualTo(life.expected());
            deaths += died ? 1 : 0;
            if (!died) {
                break;
            }
        }
        assertThat(deaths).isBetween(10, CALLS_ENOUGH - 2);
    }

    @Test
    void a_node_that_was_taken_over_writes_nothing() throws SQLException {
        var life = new Life("air");
        var paused = life.ride(database.source(), 1);
        life.advance(paused);
        life.advance(life.ride(database.source(), 2));
        life.push("r1", "1");
        assertThat(paused.step()).isFalse();
        assertThat(paused.problem()).contains("taken over");
        assertThat(life.kept()).isEmpty();
    }

    @Test
    void who_is_overtaken_by_the_horizon_is_given_rows_and_the_gap_is_named() throws SQLException {
        var life = new Life("air");
        life.push("r1", "1");
        life.advance(life.ride(database.source(), 1));
        long seen = life.head();
        life.push("r2", "2");
        life.push("r2", "3");
        life.push("r3", "4");
        life.delete("r3");
        long lost = life.head();
        life.trim(lost);
        var ride = life.ride(database.source(), 2);
        ride.step();
        ride.step();
        assertThat(ride.problem()).startsWith("behind");
        life.advance(ride);
        assertThat(ride.problem()).isEmpty();
        assertThat(life.gaps()).containsExactly("%d..%d".formatted(seen, lost));
        life.push("r2", "5");
        life.advance(ride);
        assertThat(life.kept())
                .extracting(line -> line.replaceAll("^\\d+ \\w+ ", ""))
                .containsExactly(
                        "UPDATE r1 [{\"column\":\"title\",\"value\":1}]",
                        "INSERT r2 [{\"column\":\"title\",\"value\":3}]",
                        "DELETE r3 []",
                        "UPDATE r2 [{\"column\":\"title\",\"value\":5}]");
    }

    @Test
    void a_delta_that_is_refused_alone_becomes_a_letter_and_can_be_replayed_from_it() throws SQLException {
        var life = new Life("air");
        var ride = life.ride(database.source(), 1);
        life.advance(ride);
        life.execute("ALTER TABLE lakesync.lakesync_deltas ADD CONSTRAINT meddled CHECK (row_id <> 'r2')");
        life.push("r1", "1");
        life.push("r2", "2");
        life.push("r3", "3");
        life.advance(ride);
        assertThat(life.kept()).hasSize(2);
        assertThat(ride.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .containsIgnoringCase("meddled"));

        life.execute("ALTER TABLE lakesync.lakesync_deltas DROP CONSTRAINT meddled");
        life.trim(life.head());
        ride.replay();
        life.advance(ride);
        assertThat(ride.letters()).isEmpty();
        assertThat(life.kept()).isEqualTo(life.expected());
    }

    /** One gateway, its log and what is kept of it. */
    private final class Life {
        private final GatewayId gateway;
        private final List<String> expected = new ArrayList<>();
        private final Map<RowKey, RowState> rows = new HashMap<>();

        Life(String name) throws SQLException {
            gateway = new GatewayId(name);
            database.create(name);
        }

        Ride ride(DataSource destination, long epoch) {
            var history = new JdbcDeltaHistory(
                    new LocalFlushDatabase(destination),
                    Dialects.load(),
                    new CursorTable(gateway, FlushFollower.NAME),
                    InstantSource.system());
            return new Ride(
                    new FlushFollower(
                            gateway,
                            (id, from, most) -> onLog(connection ->
                                    new History(new DeltaLog(connection), id).after(from, Math.min(2, most))),
                            history),
                    epoch);
        }

        void advance(Ride ride) {
            ride.advance();
            assertThat(ride.position().value()).isEqualTo(head());
        }

        boolean diesOn(MortalDataSource mortal) throws SQLException {
            boolean died = false;
            var ride = ride(mortal, 1);
            push("r1", "1");
            try {
                ride.advance();
                push("r2", "2");
                push("r1", "3");
                delete("r2");
                ride.advance();
            } catch (IllegalStateException dead) {
                assertThat(mortal.isDead()).as("%s", dead).isTrue();
                died = true;
            }
            mortal.bury();
            push("r3", "4");
            return died;
        }

        void push(String rowId, String json) {
            append(DeltaOp.UPDATE, rowId, List.of(new ColumnValue("title", new JsonValue(json))));
        }

        void delete(String rowId) {
            append(DeltaOp.DELETE, rowId, List.of());
        }

        void echo(String rowId) {
            onLog(connection -> {
                var log = new DeltaLog(connection);
                var head = log.head(gateway);
                var echo = new LogEntry.Echo(head.nextStamp(), new RowKey("todos", rowId), "ann");
                log.append(gateway, head, new PushPlan(List.of(echo), List.of(), List.of()), 0);
                return echo;
            });
        }

        long head() {
            return onLog(connection -> new DeltaLog(connection).head(gateway).stamp());
        }

        /** As retention will do: nothing up to the stamp is kept, and who has come so far has lost nothing. */
        void trim(long upTo) throws SQLException {
            execute("DELETE FROM lakesync.log_block WHERE gateway = '%s' AND last_stamp <= %d"
                    .formatted(gateway, upTo));
            execute("UPDATE lakesync.gateway SET horizon = %d WHERE id = '%s'".formatted(upTo, gateway));
        }

        List<String> expected() {
            return expected;
        }

        List<String> kept() throws SQLException {
            return list(
                    """
                    SELECT stamp, delta_id, op, row_id, "columns" FROM lakesync.lakesync_deltas
                    WHERE gateway = '%s' ORDER BY stamp""",
                    " ");
        }

        List<String> gaps() throws SQLException {
            return list(
                    """
                    SELECT after_stamp, up_to FROM lakesync.lakesync_gap
                    WHERE gateway = '%s' ORDER BY after_stamp""",
                    "..");
        }

        void execute(String sql) throws SQLException {
            try (var connection = database.source().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        private void append(DeltaOp op, String rowId, List<ColumnValue> columns) {
            onLog(connection -> {
                var log = new DeltaLog(connection);
                var head = log.head(gateway);
                var key = new RowKey("todos", rowId);
                var bare = new Delta(op, key, "ann", columns, Hlc.of(head.clockMillis(), expected.size()), "");
                var delta = bare.withDeltaId(DeltaIds.of(bare));
                long stamp = head.nextStamp();
                var seen = new Seen(Optional.empty(), Optional.empty());
                var state = rows.merge(key, RowState.EMPTY.merge(delta), (held, n) -> held.merge(delta));
                var entry = new LogEntry.Committed(stamp, delta, seen, false, false);
                var row = new StoredRow(key, stamp, state, List.of());
                log.append(gateway, head, new PushPlan(List.of(entry), List.of(row), List.of()), 0);
                var text = columns.stream()
                        .map(c -> "{\"column\":\"title\",\"value\":%s}"
                                .formatted(c.value().text().replace("\\u0000", "\ufffd")))
                        .toList();
                return expected.add("%d %s %s %s %s".formatted(stamp, delta.deltaId(), op, rowId, text));
            });
        }

        private List<String> list(String query, String between) throws SQLException {
            var lines = new ArrayList<String>();
            try (var connection = database.source().getConnection();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(query.formatted(gateway))) {
                while (found.next()) {
                    var words = new ArrayList<String>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        words.add(i == 5 ? compact(found.getString(i)) : found.getString(i));
                    }
                    lines.add(String.join(between, words));
                }
            }
            return lines;
        }

        /** Each product has its own taste of white space, and of the order of names. */
        private static String compact(String json) {
            return json.replace(" ", "")
                    .replaceAll("\\{\"value\":(.*),\"column\":\"title\"}", "{\"column\":\"title\",\"value\":$1}");
        }

        private <T> T onLog(Reading<T> reading) {
            try (var connection = database.source().getConnection()) {
                return reading.on(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }
}
