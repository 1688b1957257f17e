package io.lakesync.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.rules.CompiledRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A log in which one entry is for the reader, behind more of others than one request reads in vain. */
class LongWayTest {
    private static final long HIDDEN = 50_001;
    private static final long HEAD = 2 * (HIDDEN + 1);
    private static final RowKey ROW = new RowKey("todos", "r");
    private static final CompiledRules OWN_ROWS = CompiledRules.compile(
            new SyncRules(
                    1,
                    List.of(new Bucket(
                            "mine",
                            List.of("todos"),
                            List.of(new Filter("owner", FilterOp.EQ, new Operand.Claim("sub"))),
                            WriteLevel.VISIBLE))),
            List.of());

    @Test
    void an_existing_client_is_led_to_a_row_and_never_to_an_empty_page_with_more() {
        var page = pull(Set.of(), 2, HEAD);

        assertThat(page.deltas()).isNotEmpty().allSatisfy(delta -> assertThat(delta.row())
                .isEqualTo(ROW));
        assertThat(page.cursor()).isEqualTo(Cursor.at(HEAD));
    }

    @Test
    void an_existing_client_for_whom_nothing_is_there_is_told_so() {
        var page = pull(Set.of(), 2, HEAD - 2);

        assertThat(page.deltas()).isEmpty();
        assertThat(page.hasMore()).isFalse();
    }

    @Test
    void a_capable_client_is_told_how_far_it_has_come() {
        var page = pull(Set.of(Capability.values()), 2, HEAD);

        assertThat(page.deltas()).isEmpty();
        assertThat(page.hasMore()).isTrue();
        assertThat(page.cursor()).isGreaterThan(Cursor.at(2)).isLessThan(Cursor.at(HEAD));
        assertThat(pull(Set.of(Capability.values()), page.cursor().stamp(), HEAD)
                        .deltas())
                .hasSize(1);
    }

    private static Page pull(Set<Capability> capabilities, long since, long head) {
        var pull = new PullRequest(new GatewayId("g"), "cho", Cursor.at(since), 100, Optional.empty(), capabilities);
        var name = ViewName.ofRules(1, 0, Set.of("sub"), Map.of("sub", List.of("cho")));
        var view = OWN_ROWS.view(name.claims());
        var reader = new Reader("cho", view, pull.isLegacy(), false, !pull.keepsCursor(), Map.of());
        var pages = new Pages(
                new LongLog(head),
                new LogBounds(head, 2, 2),
                reader,
                new Sight(name, other -> view),
                new Pages.Terms(8 << 20, 1, Trail.SERVED_MAX));
        return pages.next(pull);
    }

    private static LogEntry entry(long stamp) {
        var owner = new JsonValue(stamp < HEAD ? "\"ben\"" : "\"cho\"");
        var delta = new Delta(
                DeltaOp.INSERT, ROW, "ben", List.of(new ColumnValue("owner", owner)), new Hlc(stamp), "0".repeat(64));
        return new LogEntry.Committed(
                stamp, delta, new Seen(Optional.empty(), Optional.of(Map.of("owner", owner))), false, true);
    }

    /** Entries at every even stamp up to the head; the one at {@link #HEAD} is the reader's. */
    private record LongLog(long head) implements LogReader {
        @Override
        public List<LogEntry> entries(long after, int entriesMax) {
            return LongStream.iterate(after + 2, stamp -> stamp <= head, stamp -> stamp + 2)
                    .limit(entriesMax)
                    .mapToObj(LongWayTest::entry)
                    .toList();
        }

        @Override
        public List<Owed> owed(String clientId, long after, int limit) {
            return List.of();
        }

        @Override
        public Map<RowKey, StoredRow> rows(Collection<RowKey> keys) {
            var last = (LogEntry.Committed) entry(HEAD);
            var state = RowState.EMPTY.merge(last.delta());
            return Map.of(ROW, new StoredRow(ROW, HEAD, state, List.of()));
        }

        @Override
        public List<StoredRow> rowsAfter(long stamp, int limit) {
            return List.of();
        }
    }
}
