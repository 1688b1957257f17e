package io.lakesync.server.follower;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.server.follower.Followed.Standing;
import io.lakesync.server.settings.FreshDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the control database promises followers, on every database that can be one. */
abstract class ControlContract {
    private static final GatewayId AIR = new GatewayId("air");
    private static final Followed TODOS = new Followed(AIR, "table todos");
    private static final Instant NOW = Instant.ofEpochMilli(5_000);
    private static final long TTL = 100;

    private Connection connection;

    abstract FreshDatabase open() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        var database = open();
        database.create("air");
        connection = database.source().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_lease_is_held_by_one_node_until_it_is_over() throws SQLException {
        assertThat(at(1_000).claim(TODOS, "a", 0, TTL)).isEqualTo(OptionalLong.of(1));
        assertThat(at(1_099).claim(TODOS, "b", 0, TTL)).isEmpty();
        assertThat(at(1_100).claim(TODOS, "b", 0, TTL)).isEqualTo(OptionalLong.of(2));
        assertThat(at(1_150).claim(TODOS, "a", 0, TTL)).isEmpty();
    }

    @Test
    void every_claim_raises_the_epoch_above_all_before_and_above_what_was_seen() throws SQLException {
        assertThat(at(1_000).claim(TODOS, "a", 0, TTL)).isEqualTo(OptionalLong.of(1));
        assertThat(at(1_010).claim(TODOS, "a", 0, TTL)).isEqualTo(OptionalLong.of(2));
        assertThat(at(1_020).claim(TODOS, "a", 40, TTL)).isEqualTo(OptionalLong.of(41));
        assertThat(at(1_030).claim(TODOS, "a", 7, TTL)).isEqualTo(OptionalLong.of(42));
    }

    @Test
    void a_renewed_lease_lasts_and_tells_the_others_how_it_stands() throws SQLException {
        at(1_000).claim(TODOS, "a", 0, TTL);
        at(1_090).renew(List.of(standing(1)), "a", TTL);
        assertThat(at(1_189).claim(TODOS, "b", 0, TTL)).isEmpty();
        assertThat(at(1_189).list()).containsExactly(new LeaseTable.Row("a", standing(1), false));
        assertThat(at(1_190).list()).containsExactly(new LeaseTable.Row("a", standing(1), true));
    }

    @Test
    void who_lost_a_lease_does_not_renew_it() throws SQLException {
        at(1_000).claim(TODOS, "a", 0, TTL);
        at(1_200).claim(TODOS, "b", 0, TTL);
        at(1_210).renew(List.of(standing(1)), "a", TTL);
        assertThat(at(1_210).list().get(0).node()).isEqualTo("b");
        assertThat(at(1_210).list().get(0).standing().problem()).isEmpty();
        assertThat(at(1_299).claim(TODOS, "a", 0, TTL)).isEmpty();
        assertThat(at(1_300).claim(TODOS, "a", 0, TTL)).isEqualTo(OptionalLong.of(3));
    }

    @Test
    void what_a_node_lets_go_of_is_free_at_once() throws SQLException {
        at(1_000).claim(TODOS, "a", 0, TTL);
        at(1_010).release("a");
        assertThat(at(1_010).claim(TODOS, "b", 0, TTL)).isEqualTo(OptionalLong.of(2));
    }

    /** A round of the node may still be under way when it stops. */
    @Test
    void what_a_node_let_go_of_it_does_not_renew() throws SQLException {
        at(1_000).claim(TODOS, "a", 0, TTL);
        at(1_010).release("a");
        at(1_010).renew(List.of(standing(1)), "a", TTL);
        assertThat(at(1_010).claim(TODOS, "b", 0, TTL)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void a_follower_of_no_gateway_gets_no_lease() throws SQLException {
        var nowhere = new Followed(new GatewayId("nowhere"), "table todos");
        assertThat(at(1_000).claim(nowhere, "a", 0, TTL)).isEmpty();
    }

    @Test
    void a_letter_comes_back_as_it_was_kept_with_its_latest_reason() throws SQLException {
        var letters = new LetterTable(connection);
        var letter = letter("flush", 8, "r1", true);
        letters.keep(letter, NOW);
        letters.keep(letter.because("another"), NOW.plusSeconds(1));
        assertThat(letters.list(AIR, 10)).containsExactly(new LetterTable.Kept(letter.because("another"), NOW, false));
        assertThat(letters.count(letter)).isEqualTo(1);
        letters.drop(letter);
        assertThat(letters.list(AIR, 10)).isEmpty();
    }

    @Test
    void a_letter_is_wanted_when_an_administrator_says_so_until_it_is_refused_again() throws SQLException {
        var letters = new LetterTable(connection);
        letters.keep(letter("flush", 8, "r1", true), NOW);
        letters.keep(letter("flush", 10, "r1", true), NOW);
        assertThat(letters.wanted(10)).isEmpty();
        assertThat(letters.replay(AIR, "flush", 10)).isTrue();
        assertThat(letters.replay(AIR, "flush", 12)).isFalse();
        assertThat(letters.wanted(10)).extracting(kept -> kept.letter().stamp()).containsExactly(10L);
        letters.keep(letter("flush", 10, "r1", true), NOW);
        assertThat(letters.wanted(10)).isEmpty();
    }

    @Test
    void one_row_of_a_table_has_one_letter_and_each_entry_of_a_history_has_its_own() throws SQLException {
        var letters = new LetterTable(connection);
        letters.keep(letter("table todos", 8, "r1", false), NOW);
        letters.keep(letter("table todos", 10, "r1", false), NOW);
        letters.keep(letter("table todos", 12, "r2", false), NOW);
        letters.keep(letter("flush", 8, "r1", true), NOW);
        letters.keep(letter("flush", 10, "r1", true), NOW);
        assertThat(letters.list(AIR, 10))
                .extracting(kept -> "%s %d"
                        .formatted(kept.letter().follower(), kept.letter().stamp()))
                .containsExactlyInAnyOrder("table todos 10", "table todos 12", "flush 8", "flush 10");
    }

    private LeaseTable at(long millis) {
        return new LeaseTable(connection, millis);
    }

    private static Standing standing(long epoch) {
        return new Standing(TODOS, epoch, Cursor.at(40), "the destination failed");
    }

    private static Letter letter(String follower, long stamp, String rowId, boolean history) {
        var row = new RowKey("todos", rowId);
        var delta = new Delta(DeltaOp.DELETE, row, "ann", List.of(), Hlc.of(1, 1), "0".repeat(64));
        return new Letter(
                AIR, follower, stamp, row, history ? Optional.of(delta) : Optional.empty(), "no \"such\" thing");
    }
}
