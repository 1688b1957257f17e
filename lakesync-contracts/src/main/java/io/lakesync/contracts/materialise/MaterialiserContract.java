package io.lakesync.contracts.materialise;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Cursor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of {@link Materialiser}, for every dialect. */
public abstract class MaterialiserContract extends DestinationFixture {
    @Test
    void a_registered_table_is_there_and_empty_before_its_first_row() throws SQLException {
        open(Todos.soft());
        assertThat(rows("row_id", "title", "props", "deleted_at", "synced_at", "_stamp"))
                .isEmpty();
    }

    @Test
    void a_new_table_starts_from_the_beginning_and_goes_on_where_it_was() {
        assertThat(open(Todos.soft()).cursor()).isEqualTo(new Cursor(0));
        open(Todos.soft()).write(SOMEWHERE);
        assertThat(open(Todos.soft()).cursor()).isEqualTo(SOMEWHERE);
    }

    @Test
    void every_type_finds_its_column() throws SQLException {
        var row = TodoRow.of("r1")
                .with("title", "\"milk\"")
                .with("rank", "-1.5e2")
                .with("done", "1")
                .with("tags", "{\"a\":[1,null]}")
                .with("any", "{\"b\": 2}");
        open(Todos.soft()).write(SOMEWHERE, row);
        assertThat(rows("title", "rank", "done", "any")).containsExactly(List.of("milk", -150.0, true, "{\"b\": 2}"));
        assertThat(json("tags")).isEqualTo("{\"a\":[1,null]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "rank", "done", "tags", "any"})
    void json_null_and_a_missing_value_are_null(String column) throws SQLException {
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1").with(column, "null"), TodoRow.of("r2"));
        assertThat(rows(column)).containsExactly(Collections.singletonList(null), Collections.singletonList(null));
    }

    @Test
    void a_value_that_is_older_than_its_schema_and_does_not_fit_is_null_or_its_text() throws SQLException {
        var row = TodoRow.of("r1").with("title", "12").with("rank", "\"12\"").with("done", "\"yes\"");
        open(Todos.soft()).write(SOMEWHERE, row);
        assertThat(rows("title", "rank", "done")).containsExactly(Arrays.asList("12", null, null));
    }

    @Test
    void a_string_without_type_is_its_content() throws SQLException {
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1").with("any", "\"a\\\"b\\u00e9\""));
        assertThat(rows("any")).containsExactly(List.of("a\"b\u00e9"));
    }

    @Test
    void text_that_no_database_stores_is_replaced_and_never_stops_the_table() throws SQLException {
        var row = TodoRow.of("r1")
                .with("title", "\"a\\u0000b\\ud800c\\ud83d\\ude00\"")
                .with("tags", "[\"\\u0000\",\"\\udc00\",1e999999,\"\\ud83d\\ude00\",\"\\\\u0000\"]")
                .with("rank", "1e999");
        open(Todos.soft()).write(SOMEWHERE, row);
        assertThat(rows("title", "rank"))
                .containsExactly(List.of("a\ufffdb\ufffdc\ud83d\ude00", Double.POSITIVE_INFINITY));
        assertThat(json("tags"))
                .containsAnyOf("\"\ufffd\",\"\ufffd\",\"1e999999\"", "\"\\ufffd\",\"\\ufffd\",\"1e999999\"");
    }

    @Test
    void large_values_unicode_and_empty_text_come_out_as_they_went_in() throws SQLException {
        var large = "\u00e9\u4e2d\ud83d\ude00x".repeat(100_000);
        open(Todos.soft())
                .write(
                        SOMEWHERE,
                        TodoRow.of("r1").with("title", "\"" + large + "\"").with("tags", "[\"" + large + "\"]"),
                        TodoRow.of("r2").with("title", "\"\""));
        assertThat(rows("title")).containsExactly(List.of(large), List.of(""));
        assertThat(json("tags")).isEqualTo("[\"" + large + "\"]");
    }

    @Test
    void any_row_id_is_found_again() throws SQLException {
        var ids = List.of("a\"b\\c", "a'b", "\u0001\n\t", "{}", "?", "#x", ":y", "\ud83d\ude00".repeat(256), "\u00e9");
        var todos = open(Todos.soft());
        for (int round = 1; round <= 2; round++) {
            var title = "\"" + round + "\"";
            var rows =
                    ids.stream().map(id -> TodoRow.of(id).with("title", title)).toArray(TodoRow[]::new);
            todos.write(SOMEWHERE, rows);
        }
        assertThat(rows("title")).hasSize(ids.size()).containsOnly(List.of("2"));
        assertThat(rows("row_id")).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(List.copyOf(ids));
    }

    @Test
    void twice_is_once_and_a_full_second_reading_changes_nothing() throws SQLException {
        var rows = new TodoRow[] {
            TodoRow.of("r1").with("title", "\"milk\""),
            TodoRow.of("r2").with("rank", "2").deleted()
        };
        var todos = open(Todos.soft());
        todos.write(SOMEWHERE, rows);
        var once = everything("todos");
        todos.write(SOMEWHERE, rows);
        assertThat(everything("todos")).isEqualTo(once);
    }

    @Test
    void a_row_never_goes_back() throws SQLException {
        var early = TodoRow.of("r1").with("title", "\"milk\"");
        var late = early.with("title", "\"bread\"");
        var todos = open(Todos.soft());
        todos.write(SOMEWHERE, late);
        todos.write(SOMEWHERE, early);
        assertThat(rows("title", "_stamp")).containsExactly(List.of("bread", late.stamp()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void replay_in_any_order_ends_the_same(long seed) throws SQLException {
        var random = new Random(seed);
        var history = new ArrayList<TodoRow>();
        var last = new LinkedHashMap<String, TodoRow>();
        for (int i = 0; i < 60; i++) {
            var id = "r" + random.nextInt(6);
            var row = last.getOrDefault(id, TodoRow.of(id));
            row = random.nextInt(4) == 0 ? row.deleted() : row.with("title", "\"%d\"".formatted(i));
            last.put(id, row);
            history.add(row);
        }
        open(Todos.soft()).write(SOMEWHERE, last.values().toArray(TodoRow[]::new));
        var expected = everything("todos");

        var replayed = open(Todos.named("replayed"));
        Collections.shuffle(history, random);
        for (int from = 0; from < history.size(); from += 7) {
            replayed.write(
                    SOMEWHERE, history.subList(from, Math.min(from + 7, 60)).toArray(TodoRow[]::new));
        }
        assertThat(everything("replayed")).isEqualTo(expected);
    }

    @Test
    void a_deleted_row_keeps_its_values_and_tells_when() throws SQLException {
        var row = TodoRow.of("r1").with("title", "\"milk\"");
        var todos = open(Todos.soft());
        todos.write(SOMEWHERE, row);
        todos.write(SOMEWHERE, row.deleted());
        assertThat(rows("title", "deleted_at")).containsExactly(List.of("milk", TodoRow.deletedAtMillis(2)));
    }

    @Test
    void a_row_that_was_deleted_before_anybody_looked_is_there_all_the_same() throws SQLException {
        open(Todos.soft())
                .write(SOMEWHERE, TodoRow.of("r1").with("title", "\"milk\"").deleted());
        assertThat(rows("title", "deleted_at")).containsExactly(List.of("milk", TodoRow.deletedAtMillis(2)));
    }

    @Test
    void a_revived_row_has_only_what_was_written_since() throws SQLException {
        var dead = TodoRow.of("r1").with("title", "\"milk\"").with("rank", "1").deleted();
        var todos = open(Todos.soft());
        todos.write(SOMEWHERE, dead);
        todos.write(SOMEWHERE, dead.with("rank", "2"));
        assertThat(rows("title", "rank", "deleted_at")).containsExactly(Arrays.asList(null, 2.0, null));
    }

    @Test
    void without_soft_delete_a_dead_row_is_gone_and_comes_back_when_revived() throws SQLException {
        var row = TodoRow.of("r1").with("title", "\"milk\"");
        var todos = open(Todos.hard());
        todos.write(SOMEWHERE, row, TodoRow.of("r2").with("title", "\"eggs\"").deleted());
        todos.write(SOMEWHERE, row.deleted());
        assertThat(rows("title")).isEmpty();
        todos.write(SOMEWHERE, row.deleted().with("title", "\"bread\""));
        assertThat(rows("title")).containsExactly(List.of("bread"));
    }

    @Test
    void giving_up_soft_delete_reads_again_and_drops_the_dead() throws SQLException {
        var dead = TodoRow.of("r1").with("title", "\"milk\"").deleted();
        open(Todos.soft()).write(SOMEWHERE, dead);
        var hard = open(Todos.hard());
        assertThat(hard.cursor()).isEqualTo(new Cursor(0));
        hard.write(SOMEWHERE, dead);
        assertThat(rows("title")).isEmpty();
    }

    @Test
    void props_belong_to_the_operator() throws SQLException {
        var row = TodoRow.of("r1").with("title", "\"milk\"");
        var todos = open(Todos.soft());
        todos.write(SOMEWHERE, row);
        assertThat(json("props")).isEqualTo("{}");
        execute("UPDATE %s SET \"props\" = JSON '{\"note\":1}'".formatted(qualified("todos")));
        todos.write(SOMEWHERE, row.with("title", "\"bread\""));
        todos.write(SOMEWHERE, row.with("title", "\"bread\"").deleted());
        assertThat(json("props")).isEqualTo("{\"note\":1}");
    }

    private List<List<Object>> everything(String table) throws SQLException {
        return rowsOf(table, "row_id", "title", "rank", "deleted_at", "_stamp");
    }
}
