package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Scene.assertRefused;
import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.deleted;
import static io.lakesync.contracts.gateway.Todos.json;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.pulled;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.rowIds;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.contracts.GatewayFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class LegacyPromises {
    @RegisterExtension
    final Scene scene;

    LegacyPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void a_row_comes_whole_as_a_pair_that_replaces_whatever_was_there() {
        scene.ann().push(added("ann", 1, "1", title("milk"), json("tags", "[1, 2]")));
        scene.ben().push(changed("ben", 2, "1", rank(3)));

        var whole = new Delta(
                DeltaOp.INSERT,
                row("1"),
                "ben",
                List.of(json("owner", "null"), title("milk"), rank(3), json("tags", "\"[1, 2]\"")),
                Hlc.of(2, 0),
                "");
        assertThat(scene.legacy("cho").pull().deltas()).containsExactly(Delta.forget(row("1")), whole);
    }

    @Test
    void a_change_brings_the_whole_row_again() {
        scene.ann().push(added("ann", 1, "1", title("milk")));
        var cho = scene.legacy("cho");
        cho.pull();
        cho.pull();

        scene.ann().push(changed("ann", 2, "1", rank(3)));

        var deltas = cho.pull().deltas();
        assertThat(deltas.get(deltas.size() - 1).columns()).contains(title("milk"), rank(3));
    }

    @Test
    void a_pair_is_never_split() {
        scene.ann().push(added("ann", 1, "1"), added("ann", 2, "2"));

        var page = scene.legacy("cho").pull(1);

        assertThat(page.deltas()).extracting(Delta::op).containsExactly(DeltaOp.DELETE, DeltaOp.INSERT);
        assertThat(rowIds(page.deltas())).containsExactly("1");
        assertThat(page.hasMore()).isTrue();
    }

    @Test
    void a_dead_row_comes_as_a_lone_delete() {
        scene.ann().push(added("ann", 1, "1", title("milk")), deleted("ann", 2, "1"));

        assertThat(scene.legacy("cho").pull().deltas()).containsExactly(pulled(deleted("ann", 2, "1")));
    }

    @Test
    void columns_that_came_later_are_not_sent() {
        scene.fixture().saveSchema(scene.gateway(), Todos.SCHEMA_WITH_NOTE);
        scene.ann().push(added("ann", 1, "1", title("milk"), json("note", "\"new\"")));

        assertThat(scene.legacy("cho").pull().deltas().get(1).columns())
                .extracting(value -> value.column())
                .containsExactly("owner", "title", "rank", "tags");
    }

    @Test
    void columns_that_came_later_are_sent_once_an_administrator_raises_the_base() {
        scene.fixture().saveSchema(scene.gateway(), Todos.SCHEMA_WITH_NOTE);
        scene.ann().push(added("ann", 1, "1", json("note", "\"new\"")));
        var cho = scene.legacy("cho");
        assertThat(columns(cho.pull().deltas())).doesNotContain("note");

        scene.fixture().raiseBase(scene.gateway(), "todos", 2);

        assertThat(columns(cho.pull().deltas())).contains("owner", "title", "rank", "tags", "note");
    }

    @Test
    void columns_that_came_later_are_sent_to_whose_token_names_their_version() {
        scene.fixture().saveSchema(scene.gateway(), Todos.SCHEMA_WITH_NOTE);
        scene.ann().push(added("ann", 1, "1", json("note", "\"new\"")));

        assertThat(columns(scene.legacyOf("cho", "1").pull().deltas())).doesNotContain("note");
        assertThat(columns(scene.legacyOf("dan", "2").pull().deltas())).contains("note");
        assertThat(columns(scene.legacyOf("eve", "3").pull().deltas())).doesNotContain("note");
    }

    @Test
    void a_token_that_names_an_earlier_version_takes_nothing_from_the_base() {
        scene.fixture().saveSchema(scene.gateway(), Todos.SCHEMA_WITH_NOTE);
        scene.fixture().raiseBase(scene.gateway(), "todos", 2);
        scene.ann().push(added("ann", 1, "1"));

        assertThat(columns(scene.legacyOf("cho", "1").pull().deltas())).contains("note");
    }

    @Test
    void only_a_later_version_that_is_registered_can_become_the_base() {
        scene.fixture().saveSchema(scene.gateway(), Todos.SCHEMA_WITH_NOTE);
        scene.fixture().raiseBase(scene.gateway(), "todos", 2);

        assertRefused(SyncFailure.SCHEMA_ERROR, () -> scene.fixture().raiseBase(scene.gateway(), "todos", 7));
        assertRefused(SyncFailure.SCHEMA_ERROR, () -> scene.fixture().raiseBase(scene.gateway(), "todos", 1));
        assertRefused(SyncFailure.SCHEMA_ERROR, () -> scene.fixture().raiseBase(scene.gateway(), "songs", 1));
    }

    private static List<String> columns(List<Delta> deltas) {
        return deltas.get(deltas.size() - 1).columns().stream()
                .map(ColumnValue::column)
                .toList();
    }

    @Test
    void each_row_is_sent_in_two_consecutive_pulls() {
        var cho = scene.legacy("cho");
        scene.ann().push(added("ann", 1, "1"));
        assertThat(rowIds(cho.pull().deltas())).containsExactly("1");
        scene.ann().push(added("ann", 2, "2"));

        assertThat(rowIds(cho.pull().deltas())).containsExactly("1", "2");
        assertThat(rowIds(cho.pull().deltas())).containsExactly("2");
    }

    @Test
    void a_row_is_sent_again_until_the_page_that_came_with_it_is_taken() {
        var cho = scene.legacy("cho");
        scene.ann().push(added("ann", 1, "1"));
        cho.pull();
        var stuck = cho.since();
        scene.ann().push(added("ann", 2, "2"));

        for (int i = 0; i < 6; i++) {
            assertThat(rowIds(cho.from(stuck).pull().deltas())).containsExactly("1", "2");
        }
    }

    @Test
    void a_push_answers_with_the_position_that_the_client_has_proved() {
        scene.ann().push(added("ann", 1, "1"));
        var cho = scene.legacy("cho");

        assertThat(cho.push(added("cho", 1, "2")).cursor()).isEqualTo(Cursor.BEGINNING);
        var reached = cho.pull().cursor();
        assertThat(cho.push(added("cho", 2, "3")).cursor()).isEqualTo(Cursor.BEGINNING);
        cho.pull();
        assertThat(cho.push(added("cho", 3, "4")).cursor()).isEqualTo(reached);
    }

    @Test
    void who_pulls_from_0_and_pushes_is_never_answered_0() {
        var cho = scene.legacy("cho").from(new Cursor(0));
        assertThat(cho.pull().cursor()).isNotEqualTo(new Cursor(0));

        assertThat(cho.push(added("cho", 1, "1")).cursor()).isEqualTo(Cursor.BEGINNING);
        assertThat(cho.from(new Cursor(0)).pull().cursor()).isNotEqualTo(new Cursor(0));
        assertThat(cho.push().cursor()).isEqualTo(Cursor.BEGINNING);
    }

    @Test
    void nothing_foreign_is_lost_between_a_pull_and_a_push() {
        var cho = scene.legacy("cho");
        cho.pull();
        scene.ann().push(added("ann", 1, "1"));

        cho.from(cho.push(added("cho", 2, "2")).cursor());

        assertThat(rowIds(cho.pull().deltas())).contains("1");
    }

    @Test
    void a_push_is_refused_once_while_there_is_more_to_pull() {
        scene.ann().push(added("ann", 1, "1"), added("ann", 2, "2"));
        var cho = scene.legacy("cho");
        cho.pull(1);

        assertRefused(SyncFailure.UNAVAILABLE, () -> cho.push(added("cho", 3, "3")));
        assertThat(rowIds(scene.ben().pullAll())).doesNotContain("3");

        assertThat(cho.push(added("cho", 3, "3")).accepted()).isEqualTo(1);
        assertThat(rowIds(scene.ben().pullAll())).contains("3");
    }

    @Test
    void no_push_is_refused_twice_in_a_row_however_far_behind_its_client_is() {
        for (int i = 1; i <= 12; i++) {
            scene.ann().push(added("ann", i, "" + i));
        }
        var cho = scene.legacy("cho");
        var page = cho.pull(1);
        var told = new ArrayList<>(rowIds(page.deltas()));
        for (boolean wasRefused = false; page.hasMore(); page = cho.pull(1), told.addAll(rowIds(page.deltas()))) {
            boolean isRefused = isRefused(cho, added("cho", 20, "20"));
            assertThat(isRefused && wasRefused).isFalse();
            wasRefused = isRefused;
        }
        assertThat(told).contains("1", "6", "12");
    }

    private static boolean isRefused(Client client, Delta delta) {
        try {
            client.from(client.push(delta).cursor());
            return false;
        } catch (SyncException refused) {
            return true;
        }
    }

    @Test
    void who_cannot_apply_a_page_before_its_push_is_let_through() {
        scene.ann().push(added("ann", 1, "1"), added("ann", 2, "2"));
        var cho = scene.legacy("cho");
        cho.pull(1);
        assertRefused(SyncFailure.UNAVAILABLE, () -> cho.push(added("cho", 3, "1")));

        cho.from(Cursor.BEGINNING).pull(1);

        assertThat(cho.push(added("cho", 3, "1")).accepted()).isEqualTo(1);
    }

    @Test
    void a_row_that_leaves_the_view_is_deleted_there() {
        scene.ownersSeeTheirOwn("own");
        scene.ann().push(added("ann", 1, "1", owner("ann")));
        scene.ann().push(changed("ann", 2, "1", owner("cho")));
        var cho = scene.legacy("cho");
        cho.pull();

        scene.client("cho", Scene.CAPABLE).push(changed("cho", 3, "1", owner("ann")));

        var deltas = cho.pull().deltas();
        assertThat(deltas.get(deltas.size() - 1)).isEqualTo(Delta.forget(row("1")));
    }
}
