package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.changed;
import static io.lakesync.contracts.gateway.Todos.json;
import static io.lakesync.contracts.gateway.Todos.owner;
import static io.lakesync.contracts.gateway.Todos.rank;
import static io.lakesync.contracts.gateway.Todos.row;
import static io.lakesync.contracts.gateway.Todos.rowIds;
import static io.lakesync.contracts.gateway.Todos.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.contracts.GatewayFixture;
import io.lakesync.contracts.replica.Replica;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class QuarantinePromises {
    @RegisterExtension
    final Scene scene;

    QuarantinePromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void a_bad_delta_is_acknowledged_and_put_aside_and_the_good_ones_count() {
        var ann = scene.client("ann", Scene.LENIENT);

        var result = ann.push(added("ann", 1, "1", title("milk")), added("ann", 2, "2", json("colour", "1")));

        assertThat(result.accepted()).isEqualTo(2);
        assertThat(rowIds(scene.ben().pullAll())).containsExactly("1");
        assertThat(scene.fixture().quarantined(scene.gateway())).isEqualTo(1);
    }

    @Test
    void a_bad_delta_takes_room_once() {
        var ann = scene.client("ann", Scene.LENIENT);
        var bad = added("ann", 2, "2", json("colour", "1"));

        ann.push(bad);
        ann.push(bad);
        ann.push(bad, bad);

        assertThat(scene.fixture().quarantined(scene.gateway())).isEqualTo(1);
    }

    @Test
    void the_sender_is_told_to_forget_what_was_put_aside() {
        var ann = scene.client("ann", Scene.LENIENT);
        ann.pullAll();

        ann.push(added("ann", 2, "2", json("colour", "1")));

        assertThat(ann.pullAll()).containsExactly(Delta.forget(row("2")));
        assertThat(scene.ben().pullAll()).isEmpty();
    }

    @Test
    void an_old_copy_of_the_sender_is_told_however_often_the_sender_was() {
        scene.ben().push(added("ben", 1, "1", title("milk")));
        var cho = scene.legacy("cho");
        cho.pull();
        cho.push(added("cho", 2, "2", json("colour", "1")));
        cho.pull();
        scene.ben().push(changed("ben", 3, "1", title("tea")));
        cho.pull();
        cho.pull();

        var again = cho.from(new Cursor(0)).pull().deltas();

        assertThat(again).contains(Delta.forget(row("2")));
    }

    @Test
    void the_sender_gets_the_row_back_as_it_stands() {
        scene.ben().push(added("ben", 1, "1", title("milk")));
        var ann = new Replica(scene.client("ann", Scene.LENIENT).link(), 100);
        ann.pullAll();

        ann.edit(changed("ann", 2, "1", title("tea"), json("colour", "1")));
        ann.push();
        assertThat(ann.rows().get(row("1"))).containsEntry("title", new JsonValue("\"tea\""));
        ann.pullAll();

        assertThat(ann.rows()).isEqualTo(scene.fullReplica("dan").rows());
        assertThat(ann.rows().get(row("1"))).containsEntry("title", new JsonValue("\"milk\""));
    }

    @Test
    void all_deltas_of_a_row_share_the_judgement_of_the_rules() {
        scene.ownersSeeTheirOwn("visible");
        scene.ben().push(added("ben", 1, "1", owner("ben"), rank(1)));
        var ann = scene.client("ann", Scene.LENIENT);
        ann.pullAll();

        ann.push(
                changed("ann", 2, "1", rank(2)),
                added("ann", 3, "2", owner("ann")),
                changed("ann", 4, "1", owner("ann")));

        assertThat(scene.fixture().quarantined(scene.gateway())).isEqualTo(2);
        assertThat(scene.fullReplica("ben").rows().get(row("1"))).containsEntry("rank", new JsonValue("1"));
        assertThat(rowIds(ann.pullAll())).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void a_correction_is_not_lost_inside_a_snapshot() {
        scene.ben().push(added("ben", 1, "1"), added("ben", 2, "2"), added("ben", 3, "3"));
        var ann = new Replica(scene.client("ann", Scene.LENIENT).link(), 1);
        ann.pull();

        ann.edit(added("ann", 4, "bad", json("colour", "1")));
        ann.push();
        assertThat(ann.rows()).containsKey(row("bad"));
        ann.pullAll();

        assertThat(ann.rows()).containsOnlyKeys(row("1"), row("2"), row("3"));
    }

    @Test
    void a_legacy_client_is_corrected_too() {
        scene.ben().push(added("ben", 1, "1", title("milk")));
        var cho = scene.legacy("cho");
        cho.pullAll();

        cho.push(changed("cho", 2, "1", json("colour", "1")), added("cho", 3, "2", json("colour", "1")));

        var corrected = cho.pullAll();
        assertThat(corrected).contains(Delta.forget(row("2")));
        assertThat(corrected)
                .filteredOn(d -> d.row().equals(row("1")) && !d.columns().isEmpty())
                .allSatisfy(d -> assertThat(d.columns()).contains(title("milk")));
        assertThat(rowIds(corrected)).contains("1");
    }

    @Test
    void a_legacy_client_that_pushes_before_it_ever_pulls_is_corrected_too() {
        scene.ben().push(added("ben", 1, "1", title("milk")));
        var cho = scene.legacy("cho").from(new Cursor(0));

        cho.push(added("cho", 3, "2", json("colour", "1")));

        assertThat(cho.pull().deltas()).contains(Delta.forget(row("2")));
    }
}
