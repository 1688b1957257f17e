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

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.contracts.GatewayFixture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class RulesPromises {
    @RegisterExtension
    final Scene scene;

    RulesPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void everybody_sees_only_their_own_rows() {
        scene.ownersSeeTheirOwn("own");
        var early = scene.ben();
        early.pullAll();

        scene.ann().push(added("ann", 1, "1", owner("ann")));
        scene.ben().push(added("ben", 2, "2", owner("ben")));

        assertThat(rowIds(scene.ann().pullAll())).containsExactly("1");
        assertThat(rowIds(scene.ben().pullAll())).containsExactly("2");
        assertThat(rowIds(early.pullAll())).containsExactly("2");
    }

    @Test
    void a_row_that_moves_into_a_view_comes_whole() {
        scene.ownersSeeTheirOwn("own");
        scene.ann().push(added("ann", 1, "1", owner("ann"), title("milk"), rank(3)));
        var ben = scene.ben();
        ben.pullAll();

        scene.ann().push(changed("ann", 2, "1", owner("ben")));

        var deltas = ben.pullAll();
        assertThat(deltas.get(0).op()).isEqualTo(DeltaOp.INSERT);
        assertThat(deltas)
                .flatExtracting(Delta::columns)
                .extracting(ColumnValue::column)
                .containsExactlyInAnyOrder("owner", "title", "rank");
    }

    @Test
    void a_row_that_moves_out_of_a_view_is_forgotten() {
        scene.ownersSeeTheirOwn("own");
        scene.ann().push(added("ann", 1, "1", owner("ann"), title("milk")), added("ann", 1, "2", owner("ann")));
        var other = scene.client("ann", Scene.CAPABLE);
        other.pullAll();

        scene.ann().push(changed("ann", 2, "1", owner("ben")), changed("ann", 3, "2", rank(1)));
        scene.ben().push(changed("ben", 4, "1", title("mine now")));

        assertThat(other.pullAll()).containsExactly(Delta.forget(row("1")), pulled(changed("ann", 3, "2", rank(1))));
    }

    @Test
    void the_change_of_a_column_that_no_rule_names_needs_no_more_than_the_row() {
        scene.ownersSeeTheirOwn("own");
        scene.ann().push(added("ann", 1, "1", owner("ann")));
        var other = scene.client("ann", Scene.CAPABLE);
        other.pullAll();
        var change = changed("ann", 2, "1", title("milk"));

        scene.ann().push(change);

        assertThat(other.pullAll()).containsExactly(pulled(change));
    }

    @Test
    void a_delete_reaches_those_who_saw_the_row() {
        scene.ownersSeeTheirOwn("own");
        scene.ann().push(added("ann", 1, "1", owner("ann")));
        var other = scene.client("ann", Scene.CAPABLE);
        other.pullAll();

        scene.ann().push(deleted("ann", 2, "1"));

        assertThat(other.pullAll()).containsExactly(pulled(deleted("ann", 2, "1")));
    }

    @Test
    void a_row_that_was_never_visible_is_never_named() {
        scene.ownersSeeTheirOwn("own");
        var ann = scene.ann();
        ann.pullAll();

        scene.ben().push(added("ben", 1, "1", owner("ben")), added("ben", 1, "2", owner("ben")));
        scene.ben().push(changed("ben", 2, "1", title("secret")), changed("ben", 2, "2", owner("cho")));
        scene.ben().push(deleted("ben", 3, "1"));

        assertThat(ann.pullAll()).isEmpty();
        assertThat(scene.ann().pullAll()).isEmpty();
        assertThat(scene.legacy("dan").pullAll()).isEmpty();
    }

    @Test
    void a_row_pushed_out_of_ones_own_view_is_taken_back() {
        scene.ownersSeeTheirOwn("own");
        var ann = scene.ann();
        ann.pullAll();

        ann.push(added("ann", 1, "1", owner("ben")));

        assertThat(ann.pullAll()).containsExactly(Delta.forget(row("1")));
        assertThat(rowIds(scene.ben().pullAll())).containsExactly("1");
    }

    @Test
    void new_rules_show_what_they_allow_and_answers_name_their_version() {
        scene.ann().push(added("ann", 1, "1", owner("ann")), added("ann", 2, "2", owner("ben")));
        var ben = scene.ben();
        scene.ownersSeeTheirOwn("own");
        var first = ben.pull();
        assertThat(rowIds(first.deltas())).containsExactly("2");

        scene.fixture()
                .saveRules(scene.gateway(), Todos.OWNERS_ONLY.formatted("own").replace("jwt:sub", "ann"));

        var second = ben.pull();
        assertThat(rowIds(second.deltas())).contains("1");
        assertThat(second.rulesVersion()).isGreaterThan(first.rulesVersion());
        assertThat(scene.ann().push().rulesVersion()).isEqualTo(second.rulesVersion());
    }
}
