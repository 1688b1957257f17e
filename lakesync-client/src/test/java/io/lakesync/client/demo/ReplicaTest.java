package io.lakesync.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.hlc.HlcClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final RowKey ROW = new RowKey("airports", "A1");
    private static final JsonValue ONE = new JsonValue("1");
    private static final JsonValue TWO = new JsonValue("2");

    private final Replica replica = new Replica("ann", new HlcClock(InstantSource.fixed(NOW)));

    @Test
    void an_edit_shows_at_once_and_waits_to_be_pushed() {
        replica.set(ROW, Map.of("a", ONE));

        assertThat(replica.rows()).containsOnly(Map.entry(ROW, Map.of("a", ONE)));
        assertThat(replica.pending(9)).extracting(Delta::op).containsExactly(DeltaOp.INSERT);
    }

    @Test
    void an_edit_that_changes_nothing_is_none() {
        replica.set(ROW, Map.of("a", ONE));
        replica.set(ROW, Map.of("a", ONE));
        replica.delete(new RowKey("airports", "gone"));

        assertThat(replica.pending(9)).hasSize(1);
    }

    @Test
    void only_the_changed_columns_are_pushed() {
        replica.apply(page(ben(1, "a", ONE), ben(2, "b", ONE)));

        replica.set(ROW, Map.of("a", ONE, "b", TWO));

        assertThat(replica.pending(9)).flatExtracting(Delta::columns).containsExactly(new ColumnValue("b", TWO));
    }

    @Test
    void a_forgotten_row_keeps_only_what_is_not_pushed_yet() {
        replica.apply(page(ben(1, "a", ONE)));
        replica.set(ROW, Map.of("b", TWO));

        replica.apply(page(Delta.forget(ROW)));
        assertThat(replica.row(ROW)).isEqualTo(Map.of("b", TWO));

        replica.acknowledged(replica.pending(9));
        replica.apply(page(Delta.forget(ROW)));
        assertThat(replica.rows()).isEmpty();
    }

    @Test
    void what_it_has_seen_comes_before_what_it_does_next() {
        long ahead = NOW.toEpochMilli() + 3000;
        replica.apply(page(ben(ahead, "a", ONE)));

        replica.set(ROW, Map.of("a", TWO));

        assertThat(replica.row(ROW)).containsEntry("a", TWO);
        assertThat(replica.pending(1).get(0).hlc()).isGreaterThan(Hlc.of(ahead, 0));
    }

    private static Page page(Delta... deltas) {
        return new Page(List.of(deltas), Cursor.at(8), false, 1);
    }

    private static Delta ben(long when, String column, JsonValue value) {
        return new Delta(DeltaOp.UPDATE, ROW, "ben", List.of(new ColumnValue(column, value)), Hlc.of(when, 0), "");
    }
}
