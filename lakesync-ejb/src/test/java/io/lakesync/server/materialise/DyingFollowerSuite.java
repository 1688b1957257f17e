package io.lakesync.server.materialise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.server.follower.Ride;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A follower that dies at every call to its destination, one after the other, and is followed by another: no row is lost,
 * none is doubled, none is older than the log.
 */
abstract class DyingFollowerSuite {
    private static final int CALLS_ENOUGH = 200;
    private static final int ALL = Integer.MAX_VALUE;

    private final GatewayId gateway = new GatewayId("gw-" + UUID.randomUUID());

    abstract DataSource database();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dying_at_any_call_loses_nothing(boolean callIsMade) throws SQLException {
        int deaths = 0;
        for (int call = 1; call < CALLS_ENOUGH; call++) {
            var life = new Life("t%d".formatted(call));
            var mortal = new MortalDataSource(database(), call, callIsMade);
            boolean died = life.diesOn(mortal);
            var next = new Ride(life.follower(database(), life.grown()), 2);
            life.advance(next);
            next.close();
            assertThat(life.materialised()).as("died at call %d", call).isEqualTo(life.expected());
            deaths += died ? 1 : 0;
            if (!died) {
                break;
            }
        }
        assertThat(deaths).isBetween(20, CALLS_ENOUGH - 2);
    }

    @Test
    void a_table_that_grows_while_its_follower_lives_is_filled() throws SQLException {
        var life = new Life("growing");
        var follower = life.follower(database(), life.born());
        var ride = new Ride(follower, 1);
        life.early();
        life.advance(ride);
        follower.become(life.grown());
        life.advance(ride);
        assertThat(life.materialised()).isEqualTo(life.expected());
        ride.close();
    }

    @Test
    void a_table_that_is_dropped_under_its_follower_comes_back_whole() throws SQLException {
        var life = new Life("dropped");
        var ride = new Ride(life.follower(database(), life.grown()), 1);
        life.early();
        life.advance(ride);
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE %s".formatted(life.grown().qualified()));
        }
        life.late();
        assertThatThrownBy(ride::advance).isInstanceOf(IllegalStateException.class);
        life.advance(ride);
        assertThat(life.materialised()).isEqualTo(life.expected());
        ride.close();
    }

    @Test
    void a_node_that_was_paused_beyond_its_lease_writes_nothing() throws SQLException {
        var life = new Life("paused");
        var paused = new Ride(life.follower(database(), life.grown()), 1);
        life.early();
        paused.step();
        paused.step();
        var next = new Ride(life.follower(database(), life.grown()), 2);
        life.advance(next);
        life.late();
        execute("ALTER TABLE %s ADD CONSTRAINT \"%s\" CHECK (\"title\" <> 'changed')", life, "nothing_new");
        paused.loseLease();
        assertThat(paused.step()).isFalse();
        assertThat(next.letters()).isEmpty();
        execute("ALTER TABLE %s DROP CONSTRAINT \"%s\"", life, "nothing_new");
        life.advance(next);
        assertThat(life.materialised()).isEqualTo(life.expected());
    }

    @Test
    void a_node_that_resumes_in_the_middle_is_fenced_by_the_destination() throws SQLException {
        var life = new Life("resumed");
        var paused = new Ride(life.follower(database(), life.grown()), 1);
        life.early();
        assertThat(paused.step()).as("opens").isTrue();
        var next = new Ride(life.follower(database(), life.grown()), 2);
        life.advance(next);
        var before = life.materialised();
        life.late();
        assertThat(paused.step()).as("carries, as it thinks").isFalse();
        assertThat(paused.problem()).contains("taken over");
        assertThat(life.materialised()).isEqualTo(before);
        life.advance(next);
        assertThat(life.materialised()).isEqualTo(life.expected());
    }

    @Test
    void a_lease_older_than_what_the_destination_has_seen_is_raised_above_it() throws SQLException {
        var life = new Life("restored");
        life.advance(new Ride(life.follower(database(), life.grown()), 7));
        life.early();
        life.advance(new Ride(life.follower(database(), life.grown()), 3));
        assertThat(life.materialised()).isEqualTo(life.expected());
    }

    @Test
    void a_row_that_is_refused_alone_becomes_a_letter_and_holds_back_no_other() throws SQLException {
        var life = new Life("poisoned");
        var ride = new Ride(life.follower(database(), life.grown()), 1);
        life.advance(ride);
        execute("ALTER TABLE %s ADD CONSTRAINT \"%s\" CHECK (\"title\" <> '3')", life, "meddled");
        life.early();
        life.advance(ride);
        assertThat(life.materialised()).hasSize(5);
        assertThat(ride.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.row().rowId()).isEqualTo("r3");
            assertThat(letter.reason()).contains("meddled");
        });

        ride.replay();
        life.advance(ride);
        assertThat(ride.letters()).as("refused again").hasSize(1);
        execute("ALTER TABLE %s DROP CONSTRAINT \"%s\"", life, "meddled");
        ride.replay();
        life.advance(ride);
        assertThat(ride.letters()).isEmpty();
        assertThat(life.materialised()).isEqualTo(life.expected());
    }

    private void execute(String sql, Life life, String constraint) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql.formatted(life.grown().qualified(), constraint));
        }
    }

    /** The story of one table: rows, more of them, a schema that grows, changes and deletes. */
    private final class Life {
        private final RowLog log = new RowLog(4);
        private final String table;

        Life(String table) {
            this.table = table;
        }

        DestinationTable born() {
            return destination(column("title"));
        }

        DestinationTable grown() {
            return destination(column("title"), column("due"));
        }

        TableFollower follower(DataSource source, DestinationTable shape) {
            return new TableFollower(
                    gateway, shape, log, (wanted, cursors) -> LocalDestination.materialiser(source, wanted, cursors));
        }

        /** @return whether it died before the end of the story */
        boolean diesOn(MortalDataSource mortal) throws SQLException {
            boolean died = false;
            var follower = follower(mortal, born());
            var ride = new Ride(follower, 1);
            try {
                early();
                advance(ride);
                late();
                advance(ride);
                follower.become(grown());
                advance(ride);
            } catch (RuntimeException dead) {
                assertThat(mortal.isDead()).as("%s", dead).isTrue();
                died = true;
            }
            mortal.bury();
            if (died) {
                late();
            }
            return died;
        }

        void early() {
            for (int i = 0; i < 6; i++) {
                log.put(table, "r" + i, "title", "\"%d\"".formatted(i));
                log.put(table, "r" + i, "due", "\"day %d\"".formatted(i));
            }
        }

        void late() {
            log.put(table, "r1", "title", "\"changed\"");
            log.delete(table, "r2");
            log.put(table, "r9", "due", "\"late\"");
        }

        void advance(Ride ride) {
            ride.advance();
            assertThat(ride.position().value()).isEqualTo(log.head());
        }

        List<String> expected() {
            return Stream.iterate(
                            log.after(gateway, table, 0, ALL),
                            page -> !page.isEmpty(),
                            page -> log.after(gateway, table, page.reached().stamp(), ALL))
                    .flatMap(page -> page.rows().stream())
                    .map(row -> grown().row(row.key().rowId(), row.stamp(), row.state()))
                    .map(row -> "%s %s %s %d %s"
                            .formatted(
                                    row.rowId(),
                                    row.values().get(grown().columns().get(0).name()),
                                    row.values().get(grown().columns().get(1).name()),
                                    row.stamp(),
                                    row.isDead() ? "dead" : "alive"))
                    .sorted()
                    .toList();
        }

        List<String> materialised() throws SQLException {
            var query =
                    """
                    SELECT "row_id", "title", "due", "_stamp", CASE WHEN "deleted_at" IS NULL THEN 'alive' ELSE 'dead' END
                    FROM %s ORDER BY "row_id"
                    """
                            .formatted(grown().qualified());
            var rows = new ArrayList<String>();
            try (var connection = database().getConnection();
                    var statement = connection.createStatement();
                    var found = statement.executeQuery(query)) {
                while (found.next()) {
                    rows.add("%s %s %s %d %s"
                            .formatted(
                                    found.getString(1),
                                    found.getString(2),
                                    found.getString(3),
                                    found.getLong(4),
                                    found.getString(5)));
                }
            }
            return rows;
        }

        private DestinationTable destination(Column... columns) {
            return DestinationTable.of(
                    gateway,
                    new TableSchema(
                            new Identifier(table),
                            Optional.empty(),
                            List.of(columns),
                            List.of("row_id"),
                            true,
                            Optional.empty()));
        }

        private Column column(String name) {
            return new Column(new Identifier(name), ColumnType.STRING, Optional.empty());
        }
    }
}
