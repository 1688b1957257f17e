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

/** One gateway, its log and what is kept of it. */
final class FlushedGateway {
    private final FreshDatabase database;
    private final GatewayId gateway;
    private final List<String> expected = new ArrayList<>();
    private final Map<RowKey, RowState> rows = new HashMap<>();

    FlushedGateway(FreshDatabase database, String name) throws SQLException {
        this.database = database;
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
                        (id, from, most) -> onLog(
                                connection -> new History(new DeltaLog(connection), id).after(from, Math.min(2, most))),
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
        execute("DELETE FROM lakesync.log_block WHERE gateway = '%s' AND last_stamp <= %d".formatted(gateway, upTo));
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

    private interface Reading<T> {
        T on(Connection connection) throws SQLException;
    }
}
