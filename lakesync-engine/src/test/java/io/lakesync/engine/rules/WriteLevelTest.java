package io.lakesync.engine.rules;

import static io.lakesync.engine.rules.Rows.TABLE;
import static io.lakesync.engine.rules.Rows.bucket;
import static io.lakesync.engine.rules.Rows.is;
import static io.lakesync.engine.rules.Rows.row;
import static io.lakesync.engine.rules.Rows.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.WriteLevel;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows live in list A, list B or elsewhere (C); {@code NOWHERE} is a row that does not exist. */
class WriteLevelTest {
    private static final Optional<Map<String, JsonValue>> A = Optional.of(row("list", "\"A\""));
    private static final Optional<Map<String, JsonValue>> B = Optional.of(row("list", "\"B\""));
    private static final Optional<Map<String, JsonValue>> C = Optional.of(row("list", "\"C\""));
    private static final Optional<Map<String, JsonValue>> NOWHERE = Optional.empty();

    @Test
    void visible_wants_the_row_in_the_bucket_before_and_after() {
        View view = view(Map.of(), list("A", WriteLevel.VISIBLE));

        assertThat(may(view, A, A)).isTrue();
        assertThat(may(view, NOWHERE, A)).isTrue();
        assertThat(may(view, A, NOWHERE)).isTrue();
        assertThat(may(view, A, C)).isFalse();
        assertThat(may(view, C, A)).isFalse();
        assertThat(may(view, NOWHERE, C)).isFalse();
        assertThat(may(view, C, NOWHERE)).isFalse();
    }

    @Test
    void own_lets_a_row_leave_the_bucket_but_takes_none_from_others() {
        View view = view(Map.of(), list("A", WriteLevel.OWN));

        assertThat(may(view, A, A)).isTrue();
        assertThat(may(view, A, C)).isTrue();
        assertThat(may(view, A, NOWHERE)).isTrue();
        assertThat(may(view, NOWHERE, A)).isTrue();
        assertThat(may(view, C, A)).isFalse();
        assertThat(may(view, C, NOWHERE)).isFalse();
    }

    /** As if it had been made inside and then let go. */
    @Test
    void own_lets_a_row_be_made_outside_of_the_bucket() {
        assertThat(may(view(Map.of(), list("A", WriteLevel.OWN)), NOWHERE, C)).isTrue();
    }

    @Test
    void any_grants_every_row_of_the_tables_of_the_bucket() {
        View view = view(Map.of(), list("A", WriteLevel.ANY));

        assertThat(may(view, C, B)).isTrue();
        assertThat(may(view, NOWHERE, C)).isTrue();
        assertThat(view.mayWrite("notes", NOWHERE, A)).isFalse();
        assertThat(view.sees(TABLE, C.get())).isFalse();
    }

    @Test
    void none_shows_rows_and_grants_nothing() {
        View view = view(Map.of(), list("A", WriteLevel.NONE));

        assertThat(view.sees(TABLE, A.get())).isTrue();
        assertThat(may(view, A, A)).isFalse();
        assertThat(may(view, NOWHERE, A)).isFalse();
        assertThat(may(view, NOWHERE, NOWHERE)).isFalse();
    }

    @Test
    void a_row_may_move_between_two_writable_buckets() {
        View view = view(Map.of(), list("A", WriteLevel.VISIBLE), list("B", WriteLevel.VISIBLE));

        assertThat(may(view, A, B)).isTrue();
        assertThat(may(view, A, C)).isFalse();
    }

    @Test
    void a_row_may_not_move_into_or_out_of_a_read_only_bucket() {
        View view = view(Map.of(), list("A", WriteLevel.VISIBLE), list("B", WriteLevel.NONE));

        assertThat(may(view, A, B)).isFalse();
        assertThat(may(view, B, A)).isFalse();
    }

    @Test
    void only_what_is_left_through_an_own_bucket_may_become_anything() {
        View view = view(Map.of(), list("A", WriteLevel.OWN), list("B", WriteLevel.VISIBLE));

        assertThat(may(view, A, C)).isTrue();
        assertThat(may(view, B, C)).isFalse();
        assertThat(may(view, B, A)).isTrue();
    }

    @Test
    void a_row_that_stays_dead_may_be_written_where_anything_may() {
        assertThat(may(view(Map.of(), list("A", WriteLevel.VISIBLE)), NOWHERE, NOWHERE))
                .isTrue();
        assertThat(view(Map.of(), list("A", WriteLevel.VISIBLE)).mayWrite("notes", NOWHERE, NOWHERE))
                .isFalse();
    }

    private static Bucket list(String name, WriteLevel write) {
        return bucket(name, write, is("list", name));
    }

    private static boolean may(
            View view, Optional<Map<String, JsonValue>> before, Optional<Map<String, JsonValue>> after) {
        return view.mayWrite(TABLE, before, after);
    }
}
