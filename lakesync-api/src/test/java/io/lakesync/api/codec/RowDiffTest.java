package io.lakesync.api.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowDiffTest {
    private static final RowDiff DIFF =
            RowDiff.of(new RowKey("todos", "row-1"), "client-a", Hlc.parse("111411200000000000"));

    @Test
    void a_new_row_is_an_insert_of_all_columns_in_their_order() {
        var delta = DIFF.inserted(row("title", "\"Buy milk\"", "completed", "false"));

        assertThat(delta.op()).isEqualTo(DeltaOp.INSERT);
        assertThat(delta.deltaId()).isEqualTo("9cee96af6203a314c83d05467d3ef568f63556df6f0858c6b8393db7f573396b");
    }

    @Test
    void a_removed_row_is_a_delete_without_columns() {
        var delta = DIFF.deleted();

        assertThat(delta.columns()).isEmpty();
        assertThat(delta.op()).isEqualTo(DeltaOp.DELETE);
        assertThat(delta.deltaId()).isEqualTo(DeltaIds.of(delta)).hasSize(64);
    }

    @Test
    void only_changed_columns_are_updated_old_ones_first() {
        var before = row("a", "1", "b", "2", "c", "3");
        var after = row("d", "4", "c", "30", "a", "1", "b", "20");

        assertThat(DIFF.changed(before, after))
                .map(Delta::columns)
                .contains(List.of(column("b", "20"), column("c", "30"), column("d", "4")));
    }

    @Test
    void a_column_that_is_gone_is_no_change() {
        assertThat(DIFF.changed(row("a", "1", "b", "2"), row("a", "1"))).isEmpty();
    }

    @Test
    void another_spelling_of_the_same_value_is_no_change() {
        var before = row("n", "1", "s", "\"A\"", "j", "{\"a\":[1,{\"x\":null}],\"b\":2}");
        var after = row("n", "1.0", "s", "\"\\u0041\"", "j", "{ \"b\":2e0, \"a\":[1.0, {\"x\":null}] }");

        assertThat(DIFF.changed(before, after)).isEmpty();
    }

    @Test
    void null_and_absent_differ_and_so_do_a_number_and_its_text() {
        assertThat(DIFF.changed(row("a", "1"), row("a", "null"))).isPresent();
        assertThat(DIFF.changed(row(), row("a", "null"))).isPresent();
        assertThat(DIFF.changed(row("a", "1"), row("a", "\"1\""))).isPresent();
        assertThat(DIFF.changed(row("a", "[1,2]"), row("a", "[2,1]"))).isPresent();
    }

    @Test
    void columns_that_are_not_allowed_are_not_seen() {
        var only = DIFF.only(Set.of("a"));

        assertThat(only.inserted(row("a", "1", "b", "2")).columns()).containsExactly(column("a", "1"));
        assertThat(only.changed(row("a", "1", "b", "2"), row("a", "1", "b", "3")))
                .isEmpty();
    }

    private static ColumnValue column(String name, String value) {
        return new ColumnValue(name, new JsonValue(value));
    }

    private static Map<String, JsonValue> row(String... columns) {
        var row = new LinkedHashMap<String, JsonValue>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put(columns[i], new JsonValue(columns[i + 1]));
        }
        return row;
    }
}
