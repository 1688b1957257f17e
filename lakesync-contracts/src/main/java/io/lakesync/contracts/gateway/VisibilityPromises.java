package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.deleted;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.rowIds;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Capability;
import io.lakesync.contracts.GatewayFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class VisibilityPromises {
    private static final String BY_CLAIM =
            """
            {"version": 1, "buckets": [{"name": "shared", "tables": ["todos"], "write": "any",
              "filters": [{"column": "owner", "op": "in", "value": "jwt:sees"}]}]}
            """;
    private static final String BY_TITLE =
            """
            {"version": 2, "buckets": [{"name": "named", "tables": ["todos"], "write": "any",
              "filters": [{"column": "title", "op": "in", "value": "jwt:sees"}]}]}
            """;
    private static final String OF_NOBODY =
            """
            {"version": 1, "buckets": [{"name": "nobody's", "tables": ["todos"], "write": "any",
              "filters": [{"column": "owner", "op": "eq", "value": null}]}]}
            """;
    private static final Set<Capability> LEGACY = Set.of();

    @RegisterExtension
    final Scene scene;

    VisibilityPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void another_claim_shows_what_it_allows_and_forgets_exactly_what_the_former_showed() {
        for (var capabilities : List.of(Scene.CAPABLE, LEGACY)) {
            rowsOfThree();
            var cho = scene.client("cho" + capabilities.size(), capabilities, sees("ann"));
            assertThat(rowIds(cho.pullAll())).containsExactly("1");

            var renewed = scene.renewed(cho, sees("ben"));

            var deltas = renewed.pullAll();
            assertThat(rowIds(deltas)).containsExactlyInAnyOrder("1", "2");
            assertThat(lastOf(deltas, "1")).isEqualTo(Delta.forget(row("1")));
            assertThat(rowIds(renewed.pullAll())).doesNotContain("1", "3");
        }
    }

    @Test
    void a_row_that_moved_on_since_it_was_shown_is_forgotten_too() {
        rowsOfThree();
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann"));
        cho.pullAll();
        writer().push(changed("eve", 10, "1", owner("dan")), deleted("eve", 11, "1"));

        assertThat(rowIds(scene.renewed(cho, sees("ben")).pullAll())).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void other_rules_forget_what_the_former_showed_even_of_rows_that_changed_under_them() {
        rowsOfThree();
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann"));
        cho.pullAll();
        scene.fixture().saveRules(scene.gateway(), BY_TITLE);
        writer().push(changed("eve", 10, "1", owner("dan")), changed("eve", 11, "3", owner("fay")));

        assertThat(cho.pullAll()).containsExactly(Delta.forget(row("1")));
    }

    @Test
    void what_was_pushed_before_the_first_pull_is_forgotten_under_other_claims_and_nothing_else_is_named() {
        for (var capabilities : List.of(Scene.CAPABLE, LEGACY)) {
            rowsOfThree();
            var name = "cho" + capabilities.size();
            scene.client(name, capabilities, sees("ann")).push(added(name, 20, name, owner("ann")));

            var renewed = scene.client(name, capabilities, sees("ben"));

            var deltas = renewed.pullAll();
            assertThat(rowIds(deltas)).containsExactlyInAnyOrder("2", name);
            assertThat(lastOf(deltas, name)).isEqualTo(Delta.forget(row(name)));
        }
    }

    @Test
    void a_page_that_takes_back_own_pushes_keeps_its_limit() {
        rowsOfThree();
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann"));
        cho.pullAll();
        for (int i = 10; i < 20; i++) {
            cho.push(added("cho", i, "" + i, owner("ann")));
            writer().push(changed("eve", 20 + i, "" + i, owner("dan")));
        }
        var renewed = scene.renewed(cho, sees("ben"));

        var told = new ArrayList<String>();
        for (boolean hasMore = true; hasMore; ) {
            var page = renewed.pull(3);
            assertThat(page.deltas()).hasSizeLessThanOrEqualTo(3);
            told.addAll(rowIds(page.deltas()));
            hasMore = page.hasMore();
        }
        assertThat(told).contains("1", "2", "10", "15", "19");
    }

    @Test
    void a_row_that_left_before_the_client_came_is_not_named() {
        rowsOfThree();
        writer().push(changed("eve", 10, "1", owner("dan")));

        assertThat(scene.client("cho", Scene.CAPABLE, sees("ann")).pullAll()).isEmpty();
    }

    @Test
    void a_change_inside_a_snapshot_begins_it_anew() {
        rowsOfThree();
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann", "ben"));
        assertThat(rowIds(cho.pull(1).deltas())).containsExactly("1");

        var renewed = scene.renewed(cho, sees("ann", "dan"));

        var deltas = renewed.pullAll(1);
        assertThat(lastOf(deltas, "1")).isNotEqualTo(Delta.forget(row("1")));
        assertThat(lastOf(deltas, "2")).isEqualTo(Delta.forget(row("2")));
        assertThat(lastOf(deltas, "3")).isNotEqualTo(Delta.forget(row("3")));
    }

    @Test
    void a_lost_answer_to_the_first_pull_under_another_view_costs_nothing() {
        rowsOfThree();
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann"));
        cho.pullAll();
        var before = cho.since();
        var renewed = scene.renewed(cho, sees("ben"));
        renewed.pull(1);

        var again = renewed.from(before).pullAll(1);

        assertThat(rowIds(again)).containsExactlyInAnyOrder("1", "2");
        assertThat(lastOf(again, "1")).isEqualTo(Delta.forget(row("1")));
    }

    @Test
    void a_view_that_comes_back_shows_its_rows_again() {
        rowsOfThree();
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann"));
        cho.pullAll();
        var away = scene.renewed(cho, sees("ben"));
        away.pullAll();

        var back = scene.renewed(away, sees("ann")).pullAll();

        assertThat(lastOf(back, "1")).isNotEqualTo(Delta.forget(row("1")));
        assertThat(lastOf(back, "2")).isEqualTo(Delta.forget(row("2")));
    }

    @Test
    void what_is_sent_again_is_taken_back_from_who_was_told_to_forget_it_though_the_rules_in_force_show_it() {
        rowsOfThree();
        for (var capabilities : List.of(Scene.CAPABLE, LEGACY)) {
            var name = "cho" + capabilities.size();
            scene.fixture().saveRules(scene.gateway(), BY_CLAIM);
            var cho = scene.client(name, capabilities, sees(name));
            cho.pullAll();
            cho.pull();
            var edit = added(name, 5, name, owner(name), title("mine"));
            cho.push(edit);
            scene.fixture().saveRules(scene.gateway(), BY_TITLE);
            cho.pullAll();
            cho.pull();
            scene.fixture().saveRules(scene.gateway(), BY_CLAIM);

            cho.push(edit);
            writer().push(changed("eve", 10, name, owner("dan")));

            assertThat(lastOf(cho.pullAll(), name)).isEqualTo(Delta.forget(row(name)));
        }
    }

    @Test
    void an_old_copy_from_inside_a_snapshot_that_has_been_complete_since_is_led_anew() {
        rowsOfThree();
        var former = scene.client("cho", Scene.CAPABLE, sees("ann", "dan"));
        former.pullAll();
        var cho = scene.renewed(former, sees("ben"));
        assertThat(rowIds(cho.pull(1).deltas())).containsExactly("1");
        cho.push(added("cho", 5, "4", owner("zoe")));
        var inside = cho.since();
        cho.pullAll();
        cho.pull();

        var told = cho.from(inside).pullAll();

        assertThat(lastOf(told, "3")).isEqualTo(Delta.forget(row("3")));
        assertThat(lastOf(told, "4")).isEqualTo(Delta.forget(row("4")));
    }

    @Test
    void a_row_that_ended_and_came_back_elsewhere_is_forgotten_by_whom_its_end_was_told() {
        rowsOfThree();
        writer().push(deleted("eve", 5, "1"));
        var cho = scene.client("cho", Scene.CAPABLE, sees("ann"));
        assertThat(rowIds(cho.pullAll())).containsExactly("1");
        writer().push(added("eve", 6, "1", owner("dan")));

        assertThat(lastOf(scene.renewed(cho, sees("ben")).pullAll(), "1")).isEqualTo(Delta.forget(row("1")));
    }

    @Test
    void a_row_that_was_shown_for_what_it_lacked_is_forgotten_too() {
        scene.fixture().saveRules(scene.gateway(), OF_NOBODY);
        writer().push(added("eve", 1, "1", title("a")));
        var cho = scene.client("cho", Scene.CAPABLE, sees("ben"));
        assertThat(rowIds(cho.pullAll())).containsExactly("1");
        scene.fixture().saveRules(scene.gateway(), BY_CLAIM);
        writer().push(changed("eve", 10, "1", owner("dan")));

        assertThat(cho.pullAll()).containsExactly(Delta.forget(row("1")));
    }

    private void rowsOfThree() {
        scene.fixture().saveRules(scene.gateway(), BY_CLAIM);
        writer().push(
                        added("eve", 1, "1", owner("ann"), title("a")),
                        added("eve", 2, "2", owner("ben"), title("b")),
                        added("eve", 3, "3", owner("dan"), title("d")));
    }

    private Client writer() {
        return scene.client("eve", Scene.CAPABLE, sees("nobody"));
    }

    private static Map<String, List<String>> sees(String... owners) {
        return Map.of("sees", List.of(owners));
    }

    private static Delta lastOf(List<Delta> deltas, String rowId) {
        return deltas.stream()
                .filter(delta -> delta.row().rowId().equals(rowId))
                .reduce((one, next) -> next)
                .orElseThrow();
    }
}
