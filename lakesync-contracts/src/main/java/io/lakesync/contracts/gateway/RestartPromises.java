package io.lakesync.contracts.gateway;

import static io.lakesync.contracts.gateway.Todos.added;
import static io.lakesync.contracts.gateway.Todos.rowIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.contracts.GatewayFixture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Existing clients that start again: their cursor was in memory, their database is perhaps an older copy. */
abstract class RestartPromises {
    @RegisterExtension
    final Scene scene;

    RestartPromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @Test
    void who_starts_again_with_an_older_copy_and_pushes_first_misses_nothing() {
        var before = former();

        var again = scene.legacy("cho").from(before.push(added("cho", 9, "9")).cursor());
        again.begin();

        assertThat(rowIds(again.pullAll(1))).contains("1", "2", "3", "9");
    }

    @Test
    void nor_when_the_first_page_is_lost() {
        var former = former();
        var told = former.push(added("cho", 9, "9")).cursor();
        var again = scene.legacy("cho").from(told);
        again.begin();
        again.pull(1);

        assertThat(rowIds(again.from(told).pullAll(1))).contains("1", "2", "3", "9");
    }

    @Test
    void who_has_said_that_it_starts_again_is_answered_the_beginning() {
        former();
        var again = scene.legacy("cho");
        again.begin();

        assertThat(again.push(added("cho", 9, "9")).cursor()).isEqualTo(Cursor.BEGINNING);
    }

    @Test
    void who_has_said_that_it_starts_again_is_led_on_from_where_it_began() {
        former();
        var again = scene.legacy("cho").from(new Cursor(0));
        again.begin();

        assertThat(rowIds(again.pullAll(1))).containsSubsequence("1", "2", "3");
        scene.ann().push(added("ann", 8, "8"));
        again.pull();
        scene.ann().push(added("ann", 9, "9"));
        assertThat(rowIds(again.pull().deltas())).containsExactly("8", "9");
    }

    /** A client that has proved that it holds three rows. */
    private Client former() {
        scene.ann().push(added("ann", 1, "1"), added("ann", 2, "2"), added("ann", 3, "3"));
        var cho = scene.legacy("cho");
        cho.pull();
        cho.pull();
        assertThat(cho.push(added("cho", 4, "4")).cursor()).isEqualTo(cho.since());
        return cho;
    }
}
