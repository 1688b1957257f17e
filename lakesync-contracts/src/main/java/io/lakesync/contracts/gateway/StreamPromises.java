package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.deleted;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.pulled;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.contracts.GatewayFixture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class StreamPromises {
    @RegisterExtension
    final Scene scene;

    StreamPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void what_others_push_streams_in() {
        var milk = added("ben", 1, "1", title("milk"));
        var change = changed("ben", 2, "1", rank(1));
        try (var ann = Listener.at(scene.ann())) {
            scene.ben().push(milk);
            assertThat(ann.listenFor("1")).containsExactly(pulled(milk));

            scene.ben().push(change);
            assertThat(ann.listenFor("1")).containsExactly(pulled(change));
        }
    }

    @Test
    void what_its_own_client_pushed_does_not_come_back() {
        try (var ann = Listener.at(scene.ann())) {
            scene.ann().push(added("ann", 1, "1", title("milk")));
            scene.ann().push(changed("ann", 2, "1", rank(1)));
            scene.ben().push(added("ben", 3, "2"));

            assertThat(ann.listenFor("2")).containsExactly(pulled(added("ben", 3, "2")));
        }
    }

    @Test
    void the_end_of_a_row_is_told_to_who_ended_it_too() {
        scene.ben().push(added("ben", 1, "1"));
        try (var ann = Listener.at(scene.ann())) {
            scene.ann().push(deleted("ann", 2, "1"));

            assertThat(ann.listenFor("1")).containsExactly(Delta.forget(row("1")));
        }
    }

    @Test
    void its_own_client_is_corrected() {
        scene.ben().push(added("ben", 5, "1", rank(5)));
        try (var ann = Listener.at(scene.ann())) {
            scene.ann().push(changed("ann", 4, "1", rank(4)));

            assertThat(ann.listenFor("1"))
                    .startsWith(Delta.forget(row("1")))
                    .flatExtracting(Delta::columns)
                    .containsExactly(rank(5));
        }
    }

    @Test
    void what_the_rules_hide_does_not_stream() {
        scene.ownersSeeTheirOwn("own");
        try (var ann = Listener.at(scene.ann())) {
            scene.ben().push(added("ben", 1, "1", owner("ben")));
            scene.ben().push(added("ben", 2, "2", owner("ben")), changed("ben", 3, "2", owner("ann")));

            assertThat(ann.listenFor("2")).extracting(Delta::row).containsOnly(row("2"));
        }
    }
}
