package io.lakesync.server.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.push.PushPlan;
import io.lakesync.server.checkpoint.StoredCheckpoints.Stored;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.settings.FreshDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What making and keeping checkpoints promises, on every database that can hold the log. */
abstract class CheckpointContract {
    private static final GatewayId AIR = new GatewayId("air");
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private FreshDatabase database;
    private Connection keptOpen;

    abstract FreshDatabase open() throws Exception;

    @AfterEach
    void close() throws SQLException {
        keptOpen.close();
    }

    @BeforeEach
    void start() throws Exception {
        database = open();
        keptOpen = database.source().getConnection();
        database.create("air");
    }

    @Test
    void a_checkpoint_holds_every_row_as_it_was_at_its_stamp() throws SQLException {
        for (int i = 0; i < 2_500; i++) {
            push("r" + i, "milk");
        }
        push("r7", "bread");
        delete("r9");
        var made = maker().make(AIR);
        assertThat(made.stamp()).isEqualTo(head());
        assertThat(made.rows()).isEqualTo(2_499);
        assertThat(rows(made)).isEqualTo(allRows());
    }

    @Test
    void large_rows_are_kept_in_several_pieces() throws SQLException {
        for (int i = 0; i < 12; i++) {
            push("r" + i, "x".repeat(200_000));
        }
        var made = maker().make(AIR);
        assertThat(made.chunks()).isBetween(4, 6);
        assertThat(rows(made)).isEqualTo(allRows());
    }

    @Test
    void what_is_pushed_meanwhile_is_not_in_it_wherever_it_falls() throws SQLException {
        for (int i = 0; i < 1_200; i++) {
            push("r" + i, "milk");
        }
        for (int call = 3; call < 12; call++) {
            int at = call;
            var before = new ArrayList<List<StoredRow>>();
            var interrupted = interrupted(at, () -> {
                before.add(allRows());
                push("r1", "meanwhile %d".formatted(at));
                push("new %d".formatted(at), "meanwhile");
            });
            var made = new CheckpointMaker(interrupted).make(AIR);
            if (!before.isEmpty()) {
                assertThat(rows(made)).as("pushed at call %d", at).isEqualTo(before.get(0));
            }
            push("r2", "so that the next one has a stamp of its own");
        }
    }

    @Test
    void the_newest_two_are_kept() throws SQLException {
        push("r1", "milk");
        var first = maker().make(AIR);
        push("r1", "bread");
        var second = maker().make(AIR);
        push("r1", "eggs");
        var third = maker().make(AIR);
        assertThat(latest()).contains(third);
        assertThat(rows(second)).hasSize(1);
        assertThat(chunk(first, 0)).isEmpty();
    }

    @Test
    void a_second_one_of_the_same_stamp_is_refused_and_spoils_nothing() throws SQLException {
        push("r1", "milk");
        var made = maker().make(AIR);
        assertThatThrownBy(() -> maker().make(AIR)).isInstanceOf(SyncException.class);
        assertThat(latest()).contains(made);
        assertThat(rows(made)).isEqualTo(allRows());
    }

    @Test
    void one_is_due_when_there_are_rows_enough_and_the_last_is_old_and_behind() throws SQLException {
        assertThat(isDue(1, LATER)).isFalse();
        push("r1", "milk");
        assertThat(isDue(2, LATER)).isFalse();
        assertThat(isDue(1, LATER)).isTrue();
        maker().make(AIR);
        assertThat(isDue(1, LATER)).as("nothing new").isFalse();
        push("r1", "bread");
        assertThat(isDue(1, Instant.EPOCH)).as("recent enough").isFalse();
        assertThat(isDue(1, LATER)).isTrue();
    }

    private CheckpointMaker maker() {
        return new CheckpointMaker(database.source());
    }

    private void push(String rowId, String title) throws SQLException {
        append(DeltaOp.UPDATE, rowId, List.of(new ColumnValue("title", JsonText.ofString(title))));
    }

    private void delete(String rowId) throws SQLException {
        append(DeltaOp.DELETE, rowId, List.of());
    }

    private void append(DeltaOp op, String rowId, List<ColumnValue> columns) throws SQLException {
        try (var connection = database.source().getConnection()) {
            var log = new DeltaLog(connection);
            var head = log.head(AIR);
            long stamp = head.nextStamp();
            var key = new RowKey("todos", rowId);
            var held = Optional.ofNullable(log.rows(AIR, List.of(key)).get(key));
            var delta = new Delta(op, key, "ann", columns, new Hlc(stamp), "0".repeat(64));
            var state = held.map(StoredRow::state).orElse(RowState.EMPTY).merge(delta);
            var seen = new Seen(Optional.empty(), Optional.empty());
            var entry = new LogEntry.Committed(stamp, delta, seen, false, held.isEmpty());
            var row = new StoredRow(key, stamp, state, List.of());
            log.append(AIR, head, new PushPlan(List.of(entry), List.of(row), List.of()), held.isEmpty() ? 1 : 0);
        }
    }

    private long head() throws SQLException {
        try (var connection = database.source().getConnection()) {
            return new DeltaLog(connection).head(AIR).stamp();
        }
    }

    private List<StoredRow> allRows() throws SQLException {
        try (var connection = database.source().getConnection()) {
            var log = new DeltaLog(connection);
            var all = new ArrayList<StoredRow>();
            for (var rows = log.rowsAfter(AIR, 0, 500); !rows.isEmpty(); ) {
                all.addAll(rows);
                rows = log.rowsAfter(AIR, rows.get(rows.size() - 1).stamp(), 500);
            }
            return all;
        }
    }

    private List<StoredRow> rows(Stored made) throws SQLException {
        var rows = new ArrayList<StoredRow>();
        for (int number = 0; number < made.chunks(); number++) {
            rows.addAll(chunk(made, number).orElseThrow());
        }
        return rows;
    }

    private Optional<List<StoredRow>> chunk(Stored made, int number) throws SQLException {
        try (var connection = database.source().getConnection()) {
            return new StoredCheckpoints(connection).chunk(made, number);
        }
    }

    private Optional<Stored> latest() throws SQLException {
        try (var connection = database.source().getConnection()) {
            return new StoredCheckpoints(connection).latest(AIR);
        }
    }

    private boolean isDue(long rowsMin, Instant since) throws SQLException {
        try (var connection = database.source().getConnection()) {
            return new StoredCheckpoints(connection).due(AIR, rowsMin, since).isDue();
        }
    }

    private interface Interruption {
        void run() throws SQLException;
    }

    /** A data source whose connections let others commit just before one of their statements. */
    private DataSource interrupted(int at, Interruption interruption) {
        var calls = new AtomicInteger();
        InvocationHandler connections = (proxy, method, arguments) ->
                proxied(Connection.class, (Connection) invoke(database.source(), method, arguments), called -> {
                    if (called.equals("prepareStatement") && calls.incrementAndGet() == at) {
                        interruption.run();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                CheckpointContract.class.getClassLoader(), new Class<?>[] {DataSource.class}, connections);
    }

    private interface Hearing {
        void called(String method) throws SQLException;
    }

    private static <T> T proxied(Class<T> type, T target, Hearing hearing) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            hearing.called(method.getName());
            return invoke(target, method, arguments);
        };
        return type.cast(
                Proxy.newProxyInstance(CheckpointContract.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
