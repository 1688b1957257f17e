package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.deleted;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.contracts.GatewayFixture;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class MergePromises {
    private static final List<List<String>> ORDERS = List.of(
            List.of("ann", "ben", "cho"),
            List.of("ann", "cho", "ben"),
            List.of("ben", "ann", "cho"),
            List.of("ben", "cho", "ann"),
            List.of("cho", "ann", "ben"),
            List.of("cho", "ben", "ann"));

    @RegisterExtension
    final Scene scene;

    MergePromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void every_column_has_its_own_winner_in_every_order() {
        for (var order : ORDERS) {
            var rowId = String.join("-", order);
            order.forEach(name -> scene.client(name, Scene.CAPABLE).push(of(name, rowId)));
        }

        var rows = scene.fullReplica("dan").rows();

        assertThat(rows).hasSize(ORDERS.size());
        assertThat(rows.values())
                .containsOnly(Map.of("title", new JsonValue("\"by ann\""), "rank", new JsonValue("7")));
    }

    @Test
    void equal_times_are_decided_by_the_greater_client_id() {
        scene.ben().push(added("ben", 5, "1", title("by ben")));
        scene.ann().push(changed("ann", 5, "1", title("by ann")));

        assertThat(scene.fullReplica("dan").rows().get(row("1"))).containsEntry("title", new JsonValue("\"by ben\""));
    }

    @Test
    void a_deleted_row_stays_deleted_for_those_who_come_later() {
        scene.ann().push(added("ann", 1, "1", title("milk")), deleted("ann", 5, "1"));

        scene.ben().push(changed("ben", 4, "1", title("too late")));

        assertThat(scene.fullReplica("dan").rows()).isEmpty();
    }

    @Test
    void an_edit_above_the_tombstone_revives_the_row_without_what_was_below() {
        scene.ann().push(added("ann", 1, "1", title("milk"), rank(1)), deleted("ann", 5, "1"));

        scene.ben().push(changed("ben", 6, "1", rank(2)));

        assertThat(scene.fullReplica("dan").rows())
                .containsOnly(Map.entry(row("1"), Map.of("rank", new JsonValue("2"))));
    }

    @Test
    void values_keep_their_exact_text() {
        var text = "{\"b\": [1.0, 2e3], \"a\":\"\\u00e9\"}";

        scene.ann().push(added("ann", 1, "1", Todos.json("tags", text)));

        assertThat(scene.fullReplica("dan").rows().get(row("1"))).containsEntry("tags", new JsonValue(text));
    }

    private static Delta of(String name, String rowId) {
        switch (name) {
            case "ann":
                return changed("ann", 10, rowId, title("by ann"));
            case "ben":
                return changed("ben", 5, rowId, rank(5));
            default:
                return changed("cho", 7, rowId, rank(7));
        }
    }
}
