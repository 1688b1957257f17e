package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Scene.assertRefused;
import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.json;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.contracts.GatewayFixture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class RefusalPromises {
    private static final long DRIFT_MAX_MILLIS = 5000;

    @RegisterExtension
    final Scene scene;

    RefusalPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void a_clock_may_be_five_seconds_ahead() {
        long ahead = scene.fixture().clock().millis() + DRIFT_MAX_MILLIS;

        scene.ann().push(added("ann", ahead, "1"));

        assertThat(scene.ben().pullAll()).hasSize(1);
    }

    @Test
    void a_clock_further_ahead_is_refused_whoever_has_it() {
        long ahead =
                scene.fixture().clock().millis() + scene.fixture().delayMax().toMillis() + DRIFT_MAX_MILLIS + 1;

        var refused = assertRefused(
                SyncFailure.CLOCK_DRIFT, () -> scene.ann().push(added("ann", 1, "1"), added("ann", ahead, "2")));
        assertRefused(SyncFailure.CLOCK_DRIFT, () -> scene.legacy("cho").push(added("cho", ahead, "3")));

        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(1);
        assertThat(scene.ben().pullAll()).isEmpty();
    }

    @Test
    void what_breaks_the_schema_is_refused_with_everything_around_it() {
        var refused = assertRefused(SyncFailure.SCHEMA_ERROR, () -> scene.ann()
                .push(
                        added("ann", 1, "1", title("milk")),
                        added("ann", 2, "2", json("colour", "1")),
                        added("ann", 3, "3", json("rank", "\"high\""))));

        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(1, 2);
        assertThat(scene.ben().pullAll()).isEmpty();
        assertThat(scene.fixture().quarantined(scene.gateway())).isZero();
    }

    @Test
    void what_the_rules_forbid_is_refused_with_everything_around_it() {
        scene.ownersSeeTheirOwn("visible");
        scene.ben().push(added("ben", 1, "1", owner("ben"), rank(1)));
        var ben = scene.ben();
        ben.pullAll();

        var refused = assertRefused(SyncFailure.FORBIDDEN, () -> scene.ann()
                .push(added("ann", 2, "2", owner("ann")), changed("ann", 3, "1", rank(2))));

        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(1);
        assertThat(ben.pullAll()).isEmpty();
        assertThat(scene.ann().pullAll()).isEmpty();
    }

    @Test
    void nobody_pushes_for_somebody_else() {
        assertRefused(SyncFailure.FORBIDDEN, () -> scene.ann().push(added("ben", 1, "1")));
        assertRefused(SyncFailure.FORBIDDEN, () -> scene.pushAs("ann", "ben", added("ben", 1, "1")));

        assertThat(scene.ben().pullAll()).isEmpty();
    }

    @Test
    void one_time_of_one_client_has_one_content() {
        assertRefused(SyncFailure.VALIDATION_ERROR, () -> scene.ann()
                .push(added("ann", 1, "1", title("milk")), added("ann", 1, "1", title("tea"))));

        assertThat(scene.ben().pullAll()).isEmpty();
    }

    @Test
    void a_wrong_delta_id_is_refused_or_replaced_as_the_client_wishes() {
        var wrong = added("ann", 1, "1", title("milk")).withDeltaId("0".repeat(64));

        assertRefused(SyncFailure.VALIDATION_ERROR, () -> scene.ann().push(wrong));
        assertThat(scene.ben().pullAll()).isEmpty();

        assertThat(scene.client("ann", Scene.LENIENT).push(wrong).accepted()).isEqualTo(1);
        assertThat(scene.ben().pullAll()).hasSize(1);
    }

    @Test
    void nothing_is_taken_or_shown_before_there_are_rules() {
        var closed = scene.freshGateway(GatewayMode.RULES);
        var ann = scene.at(closed, "ann");

        assertRefused(SyncFailure.RULES_MISSING, () -> ann.push(added("ann", 1, "1")));

        assertThat(ann.pullAll()).isEmpty();
    }
}
