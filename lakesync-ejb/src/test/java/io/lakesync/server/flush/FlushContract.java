package io.lakesync.server.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.server.materialise.MortalDataSource;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flush promises, on every database that can keep deltas: each committed one, once, as it was pushed. */
abstract class FlushContract {
    private static final int CALLS_ENOUGH = 100;

    private FreshDatabase database;
    private Connection keptOpen;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        keptOpen = database.source().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        keptOpen.close();
    }

    @Test
    void every_committed_delta_is_kept_under_its_stamp_as_it_was_pushed() throws SQLException {
        var air = new FlushedGateway(database, "air");
        air.push("r1", "\"milk\"");
        air.echo("r1");
        air.push("r1", "{\"a\":[1,\"\\u0000\"]}");
        air.delete("r1");
        air.advance(air.ride(database.source(), 1));
        assertThat(air.kept()).hasSize(3).isEqualTo(air.expected());
        assertThat(air.kept().get(1)).contains("\ufffd");
    }

    @Test
    void what_the_log_holds_already_is_kept_too_and_what_comes_later_follows() throws SQLException {
        var air = new FlushedGateway(database, "air");
        air.push("r1", "1");
        var ride = air.ride(database.source(), 1);
        air.advance(ride);
        air.push("r2", "2");
        air.advance(ride);
        air.advance(air.ride(database.source(), 2));
        assertThat(air.kept()).hasSize(2).isEqualTo(air.expected());
        assertThat(air.gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dying_at_any_call_neither_loses_nor_doubles_a_delta(boolean callIsMade) throws SQLException {
        int deaths = 0;
        for (int call = 1; call < CALLS_ENOUGH; call++) {
            var air = new FlushedGateway(database, "air%d".formatted(call));
            var mortal = new MortalDataSource(database.source(), call, callIsMade);
            boolean died = air.diesOn(mortal);
            air.advance(air.ride(database.source(), 2));
            assertThat(air.kept()).as("died at call %d", call).isEqualTo(air.expected());
            deaths += died ? 1 : 0;
            if (!died) {
                break;
            }
        }
        assertThat(deaths).isBetween(10, CALLS_ENOUGH - 2);
    }

    @Test
    void a_node_that_was_taken_over_writes_nothing() throws SQLException {
        var air = new FlushedGateway(database, "air");
        var paused = air.ride(database.source(), 1);
        air.advance(paused);
        air.advance(air.ride(database.source(), 2));
        air.push("r1", "1");
        assertThat(paused.step()).isFalse();
        assertThat(paused.problem()).contains("taken over");
        assertThat(air.kept()).isEmpty();
    }

    @Test
    void who_is_overtaken_by_the_horizon_is_given_rows_and_the_gap_is_named() throws SQLException {
        var air = new FlushedGateway(database, "air");
        air.push("r1", "1");
        air.advance(air.ride(database.source(), 1));
        long seen = air.head();
        air.push("r2", "2");
        air.push("r2", "3");
        air.push("r3", "4");
        air.delete("r3");
        long lost = air.head();
        air.trim(lost);
        var ride = air.ride(database.source(), 2);
        ride.step();
        ride.step();
        assertThat(ride.problem()).startsWith("behind");
        air.advance(ride);
        assertThat(ride.problem()).isEmpty();
        assertThat(air.gaps()).containsExactly("%d..%d".formatted(seen, lost));
        air.push("r2", "5");
        air.advance(ride);
        assertThat(air.kept())
                .extracting(line -> line.replaceAll("^\\d+ \\w+ ", ""))
                .containsExactly(
                        "UPDATE r1 [{\"column\":\"title\",\"value\":1}]",
                        "INSERT r2 [{\"column\":\"title\",\"value\":3}]",
                        "DELETE r3 []",
                        "UPDATE r2 [{\"column\":\"title\",\"value\":5}]");
    }

    @Test
    void what_is_trimmed_of_nothing_but_echoes_leaves_no_gap() throws SQLException {
        var air = new FlushedGateway(database, "air");
        air.push("r1", "1");
        var ride = air.ride(database.source(), 1);
        air.advance(ride);
        air.echo("r1");
        air.advance(ride);
        air.trim(ride.position().stamp());
        air.advance(air.ride(database.source(), 2));
        assertThat(air.gaps()).isEmpty();
        assertThat(air.kept()).hasSize(1);
    }

    @Test
    void a_delta_that_is_refused_alone_becomes_a_letter_and_can_be_replayed_from_it() throws SQLException {
        var air = new FlushedGateway(database, "air");
        var ride = air.ride(database.source(), 1);
        air.advance(ride);
        air.execute("ALTER TABLE lakesync.lakesync_deltas ADD CONSTRAINT meddled CHECK (row_id <> 'r2')");
        air.push("r1", "1");
        air.push("r2", "2");
        air.push("r3", "3");
        air.advance(ride);
        assertThat(air.kept()).hasSize(2);
        assertThat(ride.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .containsIgnoringCase("meddled"));

        air.execute("ALTER TABLE lakesync.lakesync_deltas DROP CONSTRAINT meddled");
        air.trim(air.head());
        ride.replay();
        air.advance(ride);
        assertThat(ride.letters()).isEmpty();
        assertThat(air.kept()).isEqualTo(air.expected());
    }
}
