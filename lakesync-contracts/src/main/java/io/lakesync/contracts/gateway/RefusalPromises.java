package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Scene.assertRefused;
import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.json;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.pulled;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.contracts.GatewayFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class RefusalPromises {
    private static final long DRIFT_MAX_MILLIS = 5000;
    private static final int COLUMNS_MAX = 1000;
    private static final String LARGE = "x".repeat(700_000);

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
    void a_time_that_is_none_is_told_before_one_too_far_ahead_and_that_before_the_schema() {
        var ahead = added("ann", scene.fixture().clock().millis() + 3_600_000, "2");
        var none = new Delta(DeltaOp.UPDATE, row("3"), "ann", List.of(), Hlc.ZERO, "");
        var misfit = added("ann", 1, "1", json("rank", "\"high\""));

        var refused =
                assertRefused(SyncFailure.VALIDATION_ERROR, () -> scene.ann().push(misfit, ahead, none));
        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(2);
        refused = assertRefused(SyncFailure.CLOCK_DRIFT, () -> scene.ann().push(misfit, ahead));
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
    void a_refusal_names_the_version_of_the_rules_it_was_judged_under() {
        var closed = scene.at(scene.freshGateway(GatewayMode.RULES), "ann");
        var misfit = added("ann", 1, "1", json("colour", "1"));
        var foreign = added("ann", 2, "2", owner("ben"));

        assertThat(assertRefused(SyncFailure.RULES_MISSING, () -> closed.push(foreign))
                        .rulesVersion())
                .hasValue(0);
        assertThat(assertRefused(SyncFailure.SCHEMA_ERROR, () -> scene.ann().push(misfit))
                        .rulesVersion())
                .hasValue(0);
        for (int version = 1; version <= 2; version++) {
            scene.ownersSeeTheirOwn("visible");
            assertThat(assertRefused(SyncFailure.FORBIDDEN, () -> scene.ann().push(foreign))
                            .rulesVersion())
                    .hasValue(version);
        }
        assertThat(assertRefused(SyncFailure.FORBIDDEN, () -> scene.ann().push(added("ben", 1, "1")))
                        .rulesVersion())
                .as("refused before anybody read the rules")
                .isEmpty();
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
    void a_row_grows_to_a_mebibyte_and_no_further() {
        var ann = scene.ann();
        ann.push(added("ann", 1, "1", title(LARGE)));

        var refused = assertRefused(SyncFailure.PAYLOAD_TOO_LARGE, () -> scene.ben()
                .push(added("ben", 2, "2"), changed("ben", 3, "1", owner(LARGE))));
        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(1);

        assertThat(ann.pullAll()).containsExactly(pulled(added("ann", 1, "1", title(LARGE))));
    }

    @Test
    void what_would_make_a_row_too_large_is_put_aside_and_its_sender_brought_back_into_line() {
        scene.ann().push(added("ann", 1, "1", title(LARGE)));
        var ben = scene.client("ben", Scene.LENIENT);
        ben.pullAll();

        assertThat(ben.push(added("ben", 2, "2"), changed("ben", 3, "1", owner(LARGE)))
                        .accepted())
                .isEqualTo(2);

        assertThat(scene.fixture().quarantined(scene.gateway())).isEqualTo(1);
        assertThat(ben.pullAll()).contains(pulled(added("ann", 1, "1", title(LARGE))));
        assertThat(scene.fullReplica("dan").rows())
                .containsOnlyKeys(row("1"), row("2"))
                .satisfies(rows -> assertThat(rows.get(row("1"))).containsOnlyKeys("title"));
    }

    @Test
    void a_row_without_a_schema_has_at_most_a_thousand_columns() {
        var loose = scene.freshGateway(GatewayMode.OPEN);
        var one = new ColumnValue("one_more", new JsonValue("1"));
        scene.at(loose, "ann").push(added("ann", 1, "1", columns(COLUMNS_MAX)));

        var refused = assertRefused(
                SyncFailure.PAYLOAD_TOO_LARGE, () -> scene.at(loose, "ben").push(changed("ben", 2, "1", one)));
        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(0);
        assertThat(scene.at(loose, "cho", Scene.LENIENT)
                        .push(changed("cho", 2, "1", one))
                        .accepted())
                .isEqualTo(1);

        assertThat(scene.fixture().quarantined(loose)).isEqualTo(1);
        assertThat(scene.at(loose, "dan").pullAll())
                .containsExactly(pulled(added("ann", 1, "1", columns(COLUMNS_MAX))));
    }

    private static ColumnValue[] columns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ColumnValue("c%03d".formatted(i), new JsonValue("1")))
                .toArray(ColumnValue[]::new);
    }

    @Test
    void who_may_not_see_a_row_cannot_tell_it_from_one_that_is_not_there() {
        scene.ownersSeeTheirOwn("visible");
        scene.ben().push(added("ben", 1, "row", owner("ben"), rank(1)));

        assertThat(refusal(changed("ann", 2, "row", rank(2)))).isEqualTo(refusal(changed("ann", 2, "not", rank(2))));
        assertThat(refusal(added("ann", 2, "row", owner("ben"))))
                .isEqualTo(refusal(added("ann", 2, "not", owner("ben"))));
        for (var client : List.of(scene.client("ann", Scene.LENIENT), scene.legacy("cho"))) {
            var name = client.link().clientId();
            client.pullAll();
            assertThat(told(client, changed(name, 2, "row", rank(2))))
                    .isEqualTo(told(client, changed(name, 2, "not", rank(2))))
                    .contains(DeltaOp.DELETE);
        }
    }

    /** All that a refusal tells. */
    private List<Object> refusal(Delta change) {
        var refused = assertRefused(SyncFailure.FORBIDDEN, () -> scene.ann().push(change));
        return List.of(refused.getMessage(), refused.details());
    }

    /** All that the answer to a push and the next pull tell of its row, but the name. */
    private static List<Object> told(Client client, Delta change) {
        var told = new ArrayList<Object>();
        told.add(client.push(change).accepted());
        client.pullAll().stream()
                .filter(delta -> delta.row().equals(change.row()))
                .forEach(delta -> told.addAll(List.of(delta.op(), delta.hlc(), delta.clientId(), delta.columns())));
        return told;
    }

    @Test
    void nothing_is_taken_or_shown_before_there_are_rules() {
        var closed = scene.freshGateway(GatewayMode.RULES);
        var ann = scene.at(closed, "ann");

        assertRefused(SyncFailure.RULES_MISSING, () -> ann.push(added("ann", 1, "1")));

        assertThat(ann.pullAll()).isEmpty();
    }
}
