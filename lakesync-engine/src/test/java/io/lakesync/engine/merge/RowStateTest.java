package io.lakesync.engine.merge;

import static io.lakesync.engine.merge.Todos.ROW;
import static io.lakesync.engine.merge.Todos.delete;
import static io.lakesync.engine.merge.Todos.insert;
import static io.lakesync.engine.merge.Todos.state;
import static io.lakesync.engine.merge.Todos.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.hlc.Hlc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowStateTest {
    @Nested
    class Columns {
        @Test
        void win_one_by_one_and_never_row_by_row() {
            Delta a = update("ann", 10, "a", "\"A\"");
            Delta b = update("ben", 5, "b", "\"B\"");
            Delta c = update("cho", 7, "b", "\"C\"");

            List<RowState> orders = List.of(
                    state(a, b, c), state(a, c, b), state(b, a, c), state(b, c, a), state(c, a, b), state(c, b, a));

            assertThat(orders).containsOnly(state(a, b, c));
            assertThat(orders.get(0).cells())
                    .containsEntry("a", cell("\"A\"", 10, "ann"))
                    .containsEntry("b", cell("\"C\"", 7, "cho"));
        }

        @Test
        void go_to_the_greater_client_at_the_same_time() {
            assertThat(state(update("ben", 1, "a", "2"), update("ann", 1, "a", "3"))
                            .image())
                    .containsOnly(value("a", "2"));
        }

        @Test
        void go_to_the_larger_bytes_when_one_writer_has_two_values() {
            assertThat(state(update("ann", 1, "a", "\"\uD83D\uDE00\""), update("ann", 1, "a", "\"\uFF5E\""))
                            .image())
                    .containsOnly(value("a", "\"\uD83D\uDE00\""));
        }

        @Test
        void compare_clients_by_utf16_although_values_go_by_bytes() {
            assertThat(state(update("\uD83D\uDE00", 1, "a", "1"), update("\uFF5E", 1, "a", "2"))
                            .image())
                    .containsOnly(value("a", "2"));
        }

        @Test
        void compare_timestamps_unsigned() {
            assertThat(state(update("ann", Long.MIN_VALUE, "a", "1"), update("ann", Long.MAX_VALUE, "a", "2"))
                            .image())
                    .containsOnly(value("a", "1"));
        }

        @Test
        void named_twice_in_one_delta_take_the_larger_value_in_either_order() {
            assertThat(state(update("ann", 1, "a", "1", "a", "2")))
                    .isEqualTo(state(update("ann", 1, "a", "2", "a", "1")))
                    .isEqualTo(state(update("ann", 1, "a", "2")));
        }

        @Test
        void keep_json_null_as_a_value() {
            assertThat(state(insert("ann", 1, "a", "1"), update("ann", 2, "a", "null"))
                            .image())
                    .containsOnly(value("a", "null"));
        }

        @Test
        void come_sorted_by_name_whatever_the_order_of_arrival() {
            assertThat(state(update("ann", 1, "c", "1", "a", "1"), update("ann", 2, "b", "1"))
                            .image()
                            .keySet())
                    .containsExactly("a", "b", "c");
        }
    }

    @Nested
    class Tombstones {
        @Test
        void hide_what_is_older_but_keep_it_as_the_last_image() {
            RowState dead = state(insert("ann", 1, "a", "1"), delete("ben", 2));

            assertThat(dead.isAlive()).isFalse();
            assertThat(dead.image()).isEmpty();
            assertThat(dead.lastImage()).containsOnly(value("a", "1"));
        }

        @Test
        void win_over_a_mark_of_the_same_writer() {
            assertThat(state(delete("ann", 1), insert("ann", 1, "a", "1")).isAlive())
                    .isFalse();
        }

        @Test
        void lose_to_a_mark_of_a_greater_client_at_the_same_time() {
            RowState alive = state(delete("ann", 1), insert("ben", 1, "a", "1"));

            assertThat(alive.isAlive()).isTrue();
            assertThat(alive.image()).containsOnly(value("a", "1"));
        }

        @Test
        void do_not_stop_an_older_write_from_being_remembered() {
            RowState dead = state(delete("ben", 2)).merge(update("ann", 1, "a", "1"));

            assertThat(dead.isAlive()).isFalse();
            assertThat(dead.lastImage()).containsOnly(value("a", "1"));
        }

        @Test
        void of_rows_never_seen_leave_a_dead_row() {
            assertThat(state(delete("ann", 1)).isAlive()).isFalse();
        }

        @Test
        void ignore_columns_of_a_delete() {
            assertThat(state(Todos.delta(DeltaOp.DELETE, "ann", 1, "a", "1"))).isEqualTo(state(delete("ann", 1)));
        }
    }

    @Nested
    class Revival {
        @Test
        void shows_only_the_columns_written_above_the_tombstone() {
            RowState revived =
                    state(insert("ann", 1, "a", "1", "b", "1"), delete("ben", 2), update("cho", 3, "b", "3"));

            assertThat(revived.isAlive()).isTrue();
            assertThat(revived.image()).containsOnly(value("b", "3"));
            assertThat(revived.lastImage()).containsOnly(value("a", "1"), value("b", "3"));
        }

        @Test
        void by_a_write_without_columns_shows_an_empty_row() {
            RowState revived = state(insert("ann", 1, "a", "1"), delete("ben", 2), insert("cho", 3));

            assertThat(revived.isAlive()).isTrue();
            assertThat(revived.image()).isEmpty();
        }

        @Test
        void never_brings_old_cells_back() {
            RowState revived = state(delete("ben", 2), update("cho", 3, "b", "3"), insert("ann", 1, "a", "1"));

            assertThat(revived.image()).containsOnly(value("b", "3"));
        }
    }

    @Nested
    class Absorbed {
        private final RowState held = state(insert("ann", 2, "a", "1", "b", "1"));

        @Test
        void a_repeated_delta_changes_nothing_and_is_held() {
            Delta again = insert("ann", 2, "a", "1", "b", "1");

            assertThat(held.merge(again)).isSameAs(held);
            assertThat(held.holds(again)).isTrue();
        }

        @Test
        void a_late_delta_changes_nothing_and_is_not_held() {
            Delta late = update("ben", 1, "a", "2");

            assertThat(held.merge(late)).isSameAs(held);
            assertThat(held.holds(late)).isFalse();
        }

        @Test
        void a_delta_that_lost_one_of_its_columns_is_not_held() {
            RowState newer = held.merge(update("ben", 3, "b", "2"));

            assertThat(newer.merge(insert("ann", 2, "a", "1", "b", "1"))).isSameAs(newer);
            assertThat(newer.holds(insert("ann", 2, "a", "1", "b", "1"))).isFalse();
        }

        @Test
        void a_delta_that_kept_its_columns_but_lost_the_mark_is_not_held() {
            RowState newer = held.merge(update("ben", 3, "c", "2"));

            assertThat(newer.holds(insert("ann", 2, "a", "1", "b", "1"))).isFalse();
        }

        @Test
        void a_delete_is_held_by_its_own_tombstone_only() {
            RowState dead = held.merge(delete("ben", 3));

            assertThat(dead.holds(delete("ben", 3))).isTrue();
            assertThat(dead.merge(delete("ben", 3))).isSameAs(dead);
            assertThat(dead.merge(delete("ann", 3))).isSameAs(dead);
            assertThat(dead.holds(delete("ann", 3))).isFalse();
        }
    }

    @Test
    void the_deltas_of_a_state_are_one_per_writer_and_sorted() {
        RowState state = state(
                insert("ann", 1, "a", "1", "b", "1"),
                delete("ben", 2),
                update("cho", 3, "b", "3", "c", "3"),
                update("ann", 4, "c", "4"));

        assertThat(state.deltas(ROW))
                .containsExactly(
                        update("ann", 1, "a", "1"),
                        delete("ben", 2),
                        update("cho", 3, "b", "3"),
                        insert("ann", 4, "c", "4"));
    }

    @Test
    void a_writer_of_tombstone_and_cells_comes_as_two_deltas_the_delete_last() {
        assertThat(state(delete("ann", 1), insert("ann", 1, "a", "1")).deltas(ROW))
                .containsExactly(insert("ann", 1, "a", "1"), delete("ann", 1));
    }

    @Test
    void the_newest_register_is_the_later_of_mark_and_tombstone() {
        assertThat(RowState.EMPTY.newest()).isEmpty();
        assertThat(state(insert("ann", 1), delete("ben", 2)).newest()).contains(writer(2, "ben"));
        assertThat(state(insert("ann", 3), delete("ben", 2)).newest()).contains(writer(3, "ann"));
    }

    @Test
    void a_forget_is_not_merged() {
        assertThatIllegalArgumentException().isThrownBy(() -> RowState.EMPTY.merge(Delta.forget(ROW)));
    }

    @Test
    void a_cell_newer_than_the_mark_is_refused() {
        Map<String, Cell> cells = Map.of("a", cell("1", 2, "ann"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowState(cells, Optional.of(writer(1, "ann")), Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RowState(cells, Optional.empty(), Optional.empty()));
    }

    @Test
    void a_state_is_the_same_after_it_was_taken_apart() {
        RowState state = state(insert("ann", 1, "b", "1", "a", "1"), delete("ben", 2), update("cho", 3, "b", "3"));

        assertThat(new RowState(Map.copyOf(state.cells()), state.existence(), state.tombstone()))
                .isEqualTo(state)
                .hasSameHashCodeAs(state);
        assertThat(state.cells().get("z")).isNull();
        assertThat(state.cells()).containsKey("a").doesNotContainKey("z");
    }

    private static Map.Entry<String, JsonValue> value(String column, String json) {
        return Map.entry(column, new JsonValue(json));
    }

    private static Cell cell(String json, long hlc, String client) {
        return new Cell(new JsonValue(json), writer(hlc, client));
    }

    private static Writer writer(long hlc, String client) {
        return new Writer(new Hlc(hlc), client);
    }
}
