package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Scene.assertRefused;
import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.pulled;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.contracts.GatewayFixture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class PushPromises {
    @RegisterExtension
    final Scene scene;

    PushPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void what_one_client_pushes_another_pulls() {
        var milk = added("ann", 1, "1", title("milk"));

        scene.ann().push(milk);

        assertThat(scene.ben().pullAll()).containsExactly(pulled(milk));
    }

    @Test
    void every_delta_is_counted_new_or_not() {
        var ann = scene.ann();
        var milk = added("ann", 1, "1", title("milk"));

        assertThat(ann.push(milk).accepted()).isEqualTo(1);
        assertThat(ann.push(milk, added("ann", 2, "2"), changed("ann", 0x7000, "1"))
                        .accepted())
                .isEqualTo(3);
        assertThat(ann.push().accepted()).isZero();
    }

    @Test
    void what_is_sent_again_reaches_nobody_again() {
        var ann = scene.ann();
        var ben = scene.ben();
        var milk = added("ann", 1, "1", title("milk"));
        ann.push(milk);
        ben.pullAll();

        ann.push(milk);
        ann.push(milk, milk);

        assertThat(ben.pullAll()).isEmpty();
    }

    @Test
    void a_late_delta_reaches_those_who_are_already_ahead() {
        var ben = scene.ben();
        scene.ann().push(added("ann", 9, "1", title("new")));
        ben.pullAll();
        var late = changed("ann", 3, "1", Todos.rank(7));

        scene.ann().push(late);

        assertThat(ben.pullAll()).containsExactly(pulled(late));
    }

    @Test
    void a_client_with_cursor_is_told_the_stamp_of_its_push() {
        var ann = scene.ann();

        var first = ann.push(added("ann", 1, "1")).cursor();
        var second = ann.push(added("ann", 2, "2")).cursor();

        assertThat(first.isInSnapshot()).isFalse();
        assertThat(second).isGreaterThan(first);
        assertThat(scene.ben().from(first).pullAll())
                .extracting(d -> d.row().rowId())
                .containsExactly("2");
    }

    @Test
    void gateways_do_not_see_each_other() {
        var other = scene.freshGateway(GatewayMode.OPEN);

        scene.ann().push(added("ann", 1, "1", title("milk")));

        assertThat(scene.at(other, "ben").pullAll()).isEmpty();
        assertThat(scene.ben().pullAll()).hasSize(1);
    }

    @Test
    void an_unknown_gateway_is_not_found() {
        var lost = scene.at(new GatewayId("nowhere-" + scene.gateway()), "ann");

        assertRefused(SyncFailure.NOT_FOUND, () -> lost.push(added("ann", 1, "1")));
        assertRefused(SyncFailure.NOT_FOUND, lost::pull);
    }

    @Test
    void a_token_of_another_gateway_opens_nothing() {
        var other = scene.freshGateway(GatewayMode.OPEN);
        var stranger = scene.strangerAt(other, "ann");

        for (var refused : new SyncException[] {
            catchThrowableOfType(SyncException.class, () -> stranger.push(added("ann", 1, "1"))),
            catchThrowableOfType(SyncException.class, stranger::pull)
        }) {
            // over the wire the code is the one that existing clients know
            assertThat(refused.failure()).isIn(SyncFailure.FORBIDDEN, SyncFailure.AUTH_ERROR);
        }
        assertThat(scene.at(other, "ben").pullAll()).isEmpty();
    }

    @Test
    void no_answer_carries_cursor_0() {
        var fresh = scene.freshGateway(GatewayMode.OPEN);

        assertThat(scene.at(fresh, "ann").from(new Cursor(0)).pull().cursor()).isNotEqualTo(new Cursor(0));
        assertThat(scene.at(fresh, "ann").push().cursor()).isNotEqualTo(new Cursor(0));
    }
}
