package io.lakesync.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.LogEntry.Committed;
import io.lakesync.engine.log.LogEntry.Echo;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.pull.Position;
import io.lakesync.engine.pull.Trail;
import io.lakesync.engine.pull.ViewName;
import io.lakesync.engine.pull.ViewName.Scope;
import io.lakesync.engine.push.PushPlan;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a log is trimmed, on every database that can hold one. */
abstract class TrimContract {
    private static final GatewayId AIR = new GatewayId("air");
    private static final long EVERYTHING = Long.MAX_VALUE;
    private static final int ALL = 1_000;

    private FreshDatabase database;
    private Connection connection;
    private DeltaLog log;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        database = open();
        database.create("air");
        connection = begin();
        log = new DeltaLog(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void what_is_old_and_has_been_passed_is_trimmed_and_the_rest_is_kept() throws SQLException {
        long old = append(8, own("ann", "1", false), own("ann", "2", false));
        long young = append(6, own("ann", "3", false));

        assertThat(trim(EVERYTHING)).isEqualTo(2);

        assertThat(log.head(AIR).horizon()).isEqualTo(old);
        assertThat(log.entries(AIR, old, ALL)).extracting(LogEntry::stamp).containsExactly(young);
        assertThat(trim(EVERYTHING)).isZero();
    }

    @Test
    void an_old_entry_behind_a_young_one_waits_for_it() throws SQLException {
        append(6, own("ann", "1", false));
        append(40, own("ann", "2", false));

        assertThat(trim(EVERYTHING)).isZero();
    }

    @Test
    void what_a_follower_has_not_passed_is_kept_until_it_is_older_than_any_may_hold_it() throws SQLException {
        append(31, own("ann", "1", false));
        long passed = append(29, own("ann", "2", false));
        append(29, own("ann", "3", false));

        assertThat(trim(0)).isEqualTo(1);
        assertThat(trim(passed)).isEqualTo(1);
        assertThat(trim(passed)).isZero();
        assertThat(log.head(AIR).horizon()).isEqualTo(passed);
    }

    @Test
    void the_totals_tell_what_is_left() throws SQLException {
        append(8, own("ann", "1", false));
        append(1, own("ann", "2", false), own("ann", "3", false));
        trim(EVERYTHING);
        assertThat(number("SELECT entries_total FROM lakesync.gateway"))
                .isEqualTo(2)
                .isEqualTo(number("SELECT SUM(entries) FROM lakesync.log_block"));
        assertThat(number("SELECT bytes_total FROM lakesync.gateway"))
                .isEqualTo(number("SELECT SUM(OCTET_LENGTH(payload)) FROM lakesync.log_block"));
    }

    @Test
    void who_reads_while_the_log_is_trimmed_notices() throws SQLException {
        long first = append(8, own("ann", "1", false));
        long second = append(8, own("ann", "2", false));
        long young = append(1, own("ann", "3", false));
        try (var other = begin()) {
            var reader = new DeltaLog(other);
            assertThat(reader.head(AIR).horizon()).isLessThan(first);

            trim(EVERYTHING);

            assertThatThrownBy(() -> reader.entries(AIR, first, ALL)).isInstanceOf(HeadMoved.class);
            assertThat(reader.entries(AIR, second, ALL))
                    .extracting(LogEntry::stamp)
                    .containsExactly(young);
        }
    }

    @Test
    void who_reads_where_nothing_is_left_notices() throws SQLException {
        long last = append(8, own("ann", "1", false));
        trim(EVERYTHING);
        assertThatThrownBy(() -> log.entries(AIR, 2, ALL)).isInstanceOf(HeadMoved.class);
        assertThat(log.entries(AIR, last, ALL)).isEmpty();
    }

    @Test
    void a_push_that_was_decided_before_is_not_decided_anew() throws SQLException {
        append(8, own("ann", "1", false));
        try (var other = begin()) {
            var pushing = new DeltaLog(other);
            var head = pushing.head(AIR);

            trim(EVERYTHING);

            var entry = own("ann", "2", false).at(head.nextStamp());
            pushing.append(AIR, head, new PushPlan(List.of(entry), List.of(), List.of()), 0);
            other.commit();
            assertThat(log.head(AIR).stamp()).isEqualTo(entry.stamp());
        }
    }

    @Test
    void who_trims_second_takes_nothing_more_than_is_over() throws SQLException {
        append(8, own("ann", "1", false));
        long last = append(8, own("ann", "2", false));
        try (var other = begin()) {
            var second = new DeltaLog(other);
            var stale = second.head(AIR);
            trim(EVERYTHING);
            append(8, own("ann", "3", false));

            assertThatThrownBy(() -> new LogTrim(other, AIR).trim(stale, terms(EVERYTHING)))
                    .isInstanceOf(HeadMoved.class);
            other.rollback();
            assertThat(log.entries(AIR, last, ALL)).hasSize(1);
        }
    }

    @Test
    void an_entry_leaves_behind_what_it_owes_to_whom_it_names() throws SQLException {
        long first = append(8, own("ann", "1", false), own("ben", "1", true), echo("ann", "2"));
        long last = append(8, own("ann", "1", true));

        trim(EVERYTHING);

        assertThat(log.owed(AIR, "ann", 0, ALL))
                .containsExactly(new Owed(first, row("2"), "ann", true), new Owed(last, row("1"), "ann", true));
        assertThat(log.owed(AIR, "ann", first, ALL)).extracting(Owed::row).containsExactly(row("1"));
        assertThat(log.owed(AIR, "ann", 0, 1)).extracting(Owed::row).containsExactly(row("2"));
        assertThat(log.owed(AIR, "ben", 0, ALL)).hasSize(1);
    }

    @Test
    void what_is_owed_grows_no_further_than_by_row_and_client() throws SQLException {
        append(8, own("ann", "1", true));
        trim(EVERYTHING);
        long again = append(8, own("ann", "1", false));
        trim(EVERYTHING);
        assertThat(log.owed(AIR, "ann", 0, ALL)).containsExactly(new Owed(again, row("1"), "ann", true));
    }

    @Test
    void who_has_come_past_an_entry_is_owed_nothing_for_it_any_more() throws SQLException {
        append(8, own("ann", "1", false));
        trim(EVERYTHING);
        long paid = append(8, own("ann", "2", false));
        long due = append(8, own("ann", "3", false));
        log.positions().save(AIR, "ann", Optional.empty(), paidUpTo(paid));

        trim(EVERYTHING);

        assertThat(log.owed(AIR, "ann", 0, ALL)).containsExactly(new Owed(due, row("3"), "ann", false));
    }

    @Test
    void what_was_pushed_in_vain_is_owed_from_then_on_for_ever() throws SQLException {
        append(8, own("ann", "1", false));
        long lost = append(8, own("ann", "1", true));
        assertThat(log.owed(AIR, "ann", 0, ALL)).containsExactly(new Owed(lost, row("1"), "ann", true));
        log.positions().save(AIR, "ann", Optional.empty(), paidUpTo(lost));

        trim(EVERYTHING);

        assertThat(log.owed(AIR, "ann", 0, ALL)).containsExactly(new Owed(lost, row("1"), "ann", true));
    }

    /** An entry before it has its stamp. */
    private interface Draft {
        LogEntry at(long stamp);
    }

    private static Draft own(String client, String rowId, boolean lost) {
        return stamp -> {
            var bare = new Delta(DeltaOp.UPDATE, row(rowId), client, List.of(), new Hlc(stamp), "");
            var seen = new Seen(Optional.empty(), Optional.empty());
            return new Committed(stamp, bare.withDeltaId(DeltaIds.of(bare)), seen, lost, false);
        };
    }

    private static Draft echo(String client, String rowId) {
        return stamp -> new Echo(stamp, row(rowId), client);
    }

    private static RowKey row(String id) {
        return new RowKey("todos", id);
    }

    private static Position paidUpTo(long stamp) {
        var view = ViewName.withoutRules(Scope.EVERYTHING, 0);
        var trail = new Trail(view, 0, List.of(), List.of(), true, stamp, List.of());
        var since = Cursor.at(stamp);
        return new Position(since, since, since, since, false, false, 0, 0, Optional.of(trail));
    }

    /** One block of that age. @return its last stamp */
    private long append(int ageDays, Draft... drafts) throws SQLException {
        var head = log.head(AIR);
        long stamp = head.nextStamp();
        var entries = new ArrayList<LogEntry>();
        for (var draft : drafts) {
            entries.add(draft.at(stamp));
            stamp += 2;
        }
        log.append(AIR, head, new PushPlan(entries, List.of(), List.of()), 0);
        long last = log.head(AIR).stamp();
        try (var age = connection.prepareStatement("UPDATE lakesync.log_block"
                + " SET committed_at = CURRENT_TIMESTAMP - INTERVAL '%d' DAY WHERE last_stamp = ?"
                        .formatted(ageDays))) {
            age.setLong(1, last);
            assertThat(age.executeUpdate()).isEqualTo(1);
        }
        connection.commit();
        return last;
    }

    private long trim(long passed) throws SQLException {
        long trimmed = log.trim(AIR, terms(passed));
        connection.commit();
        return trimmed;
    }

    private static TrimTerms terms(long passed) {
        return new TrimTerms(Duration.ofDays(7), Duration.ofDays(30), passed);
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    private Connection begin() throws SQLException {
        var begun = database.source().getConnection();
        begun.setAutoCommit(false);
        return begun;
    }
}
