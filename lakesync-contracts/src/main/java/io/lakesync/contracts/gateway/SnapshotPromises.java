package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.deleted;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.pulled;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.rowIds;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.contracts.GatewayFixture;
import io.lakesync.contracts.replica.Replica;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class SnapshotPromises {
    @RegisterExtension
    final Scene scene;

    SnapshotPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void cursors_are_odd_until_the_end_and_then_even() {
        scene.ben().push(added("ben", 1, "1"), added("ben", 2, "2"), added("ben", 3, "3"));
        var ann = scene.ann();

        var first = ann.pull(1);
        var second = ann.pull(1);
        var last = ann.pull(100);

        assertThat(List.of(first, second)).allSatisfy(page -> {
            assertThat(page.cursor().value() & 1).isEqualTo(1);
            assertThat(page.hasMore()).isTrue();
            assertThat(page.deltas()).hasSize(1);
        });
        assertThat(last.cursor().value() & 1).isZero();
        assertThat(last.hasMore()).isFalse();
        assertThat(second.cursor()).isGreaterThan(first.cursor());
    }

    @Test
    void rows_come_in_the_order_of_their_latest_change() {
        scene.ben().push(added("ben", 1, "1"), added("ben", 2, "2"), added("ben", 3, "3"));
        scene.ben().push(changed("ben", 4, "1", rank(1)));

        assertThat(rowIds(scene.ann().pullAll(1))).containsExactly("2", "3", "1");
    }

    @Test
    void a_row_comes_as_the_deltas_of_those_who_still_hold_a_part_of_it() {
        scene.ben().push(added("ben", 1, "1", title("milk"), rank(1), owner("ben")));
        scene.client("cho", Scene.CAPABLE).push(changed("cho", 2, "1", rank(2)));

        assertThat(scene.ann().pullAll())
                .extracting(Delta::clientId, d -> d.hlc().wallMillis(), d -> d.columns()
                        .size())
                .containsExactlyInAnyOrder(tuple("ben", 1L, 2), tuple("cho", 2L, 1));
    }

    @Test
    void dead_rows_come_too() {
        scene.ben().push(added("ben", 1, "1", title("milk")), deleted("ben", 2, "1"));

        assertThat(scene.ann().pullAll()).containsExactly(pulled(deleted("ben", 2, "1")));
    }

    @Test
    void a_row_that_changes_meanwhile_is_met_again() {
        scene.ben().push(added("ben", 1, "1"), added("ben", 2, "2"), added("ben", 3, "3"));
        var ann = new Replica(scene.ann().link(), 1);
        ann.pull();

        scene.ben().push(changed("ben", 4, "1", title("changed")), deleted("ben", 5, "2"), added("ben", 6, "4"));
        ann.pullAll();

        assertThat(ann.rows())
                .isEqualTo(scene.fullReplica("dan").rows())
                .containsOnlyKeys(row("1"), row("3"), row("4"));
    }

    @Test
    void a_row_that_leaves_the_view_meanwhile_is_forgotten() {
        scene.ownersSeeTheirOwn("own");
        var other = scene.client("ann", Scene.CAPABLE);
        other.push(
                added("ann", 1, "1", owner("ann")),
                added("ann", 2, "2", owner("ann")),
                added("ann", 3, "3", owner("ann")));
        var ann = new Replica(scene.ann().link(), 1);
        ann.pull();
        assertThat(ann.rows()).containsOnlyKeys(row("1"));

        other.push(changed("ann", 4, "1", owner("ben")));
        scene.ben().push(changed("ben", 5, "1", rank(1)));
        ann.pullAll();

        assertThat(ann.rows()).containsOnlyKeys(row("2"), row("3"));
    }

    @Test
    void the_log_follows_without_a_gap() {
        scene.ben().push(added("ben", 1, "1"), added("ben", 2, "2"));
        var ann = scene.ann();
        ann.pullAll(1);
        var change = changed("ben", 3, "1", title("after"));

        scene.ben().push(change);

        assertThat(ann.pullAll()).containsExactly(pulled(change));
    }

    @Test
    void a_page_ends_at_eight_mebibytes_however_few_rows_that_are() {
        for (int i = 1; i <= 10; i++) {
            scene.ben().push(added("ben", i, "" + i, title("x".repeat(900_000))));
        }
        var ann = scene.ann();

        var first = ann.pull();
        var last = ann.pull();

        assertThat(first.deltas()).hasSize(9);
        assertThat(first.hasMore()).isTrue();
        assertThat(rowIds(last.deltas())).containsExactly("10");
        assertThat(last.hasMore()).isFalse();
    }

    @Test
    void cursor_0_begins_like_cursor_1() {
        scene.ben().push(added("ben", 1, "1", title("milk")));

        assertThat(scene.ann().from(new Cursor(0)).pullAll())
                .isEqualTo(scene.ann().pullAll());
    }

    @Test
    void a_cursor_from_the_future_begins_again() {
        var head = scene.ben().push(added("ben", 1, "1")).cursor();

        var ann = scene.ann().from(new Cursor(head.value() + (1L << 40)));

        assertThat(rowIds(ann.pullAll())).containsExactly("1");
        assertThat(ann.since()).isLessThan(new Cursor(head.value() + (1L << 40)));
    }
}
