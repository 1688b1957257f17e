package io.lakesync.contracts.materialise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.schema.ColumnType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table keeps while its schema grows, its owner changes, or an operator meddles. */
public abstract class TableEvolutionContract extends DestinationFixture {
    private static final Cursor BEGINNING = new Cursor(0);

    @Test
    void an_added_column_starts_the_table_from_the_beginning_and_is_filled() throws SQLException {
        var row = TodoRow.of("r1").with("title", "\"milk\"").with("due", "\"today\"");
        open(Todos.soft()).write(SOMEWHERE, row);
        var grown = open(Todos.with(Todos.column("due", ColumnType.STRING)));
        assertThat(grown.cursor()).isEqualTo(BEGINNING);
        grown.write(SOMEWHERE, row);
        assertThat(rows("title", "due")).containsExactly(List.of("milk", "today"));
    }

    @Test
    void an_added_column_is_read_again_even_if_it_was_there_already() throws SQLException {
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1"));
        execute("ALTER TABLE %s ADD COLUMN \"due\" VARCHAR".formatted(qualified("todos")));
        assertThat(open(Todos.with(Todos.column("due", ColumnType.STRING))).cursor())
                .isEqualTo(BEGINNING);
    }

    @Test
    void a_table_that_somebody_dropped_comes_back_from_the_beginning() throws SQLException {
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1"));
        execute("DROP TABLE %s".formatted(qualified("todos")));
        var again = open(Todos.soft());
        assertThat(again.cursor()).isEqualTo(BEGINNING);
        again.write(SOMEWHERE, TodoRow.of("r1"));
        assertThat(rows("row_id")).containsExactly(List.of("r1"));
    }

    @Test
    void a_column_that_somebody_dropped_comes_back_from_the_beginning() throws SQLException {
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1"));
        execute("ALTER TABLE %s DROP COLUMN \"title\"".formatted(qualified("todos")));
        assertThat(open(Todos.soft()).cursor()).isEqualTo(BEGINNING);
    }

    @Test
    void columns_may_be_called_like_ours_like_keywords_and_like_each_other() throws SQLException {
        var table = open(Todos.with(
                Todos.column("order", ColumnType.STRING),
                Todos.column("select", ColumnType.NUMBER),
                Todos.column("Title", ColumnType.STRING),
                Todos.column("deleted_at", ColumnType.STRING),
                Todos.column("_stamp", ColumnType.STRING),
                Todos.column("x".repeat(63) + "a", ColumnType.STRING),
                Todos.column("x".repeat(63) + "b", ColumnType.STRING)));
        var row = TodoRow.of("r1")
                .with("title", "\"t\"")
                .with("Title", "\"T\"")
                .with("order", "\"o\"")
                .with("select", "1")
                .with("deleted_at", "\"d\"")
                .with("_stamp", "\"s\"")
                .with("x".repeat(63) + "a", "\"xa\"")
                .with("x".repeat(63) + "b", "\"xb\"");
        table.write(SOMEWHERE, row);
        table.write(SOMEWHERE, row);
        assertThat(rows("title", "Title", "order", "select", "deleted_at$", "_stamp$", "_stamp", "deleted_at"))
                .containsExactly(Arrays.asList("t", "T", "o", 1.0, "d", "s", row.stamp(), null));
        assertThat(table.table().columns()).extracting(c -> c.name().name()).doesNotHaveDuplicates();
    }

    @Test
    void tables_may_be_called_like_keywords_and_like_each_other() throws SQLException {
        for (var name : List.of("order", "Order", "user")) {
            open(Todos.named(name)).write(SOMEWHERE, TodoRow.of("r1").with("title", "\"%s\"".formatted(name)));
        }
        assertThat(rowsOf("order", "title")).containsExactly(List.of("order"));
        assertThat(rowsOf("Order", "title")).containsExactly(List.of("Order"));
    }

    @Test
    void rows_may_share_a_declared_key_or_have_none() throws SQLException {
        var long_ = "\"" + "k".repeat(20_000) + "\"";
        open(Todos.keyed(List.of("title"), "any"))
                .write(
                        SOMEWHERE,
                        TodoRow.of("r1").with("title", "\"same\"").with("any", "\"same\""),
                        TodoRow.of("r2").with("title", "\"same\"").with("any", "\"same\""),
                        TodoRow.of("r3"),
                        TodoRow.of("r4").with("title", long_).with("any", long_));
        assertThat(rows("row_id")).hasSize(4);
    }

    @Test
    void who_was_taken_over_writes_no_more() throws SQLException {
        var first = open(Todos.soft());
        var second = open(Todos.soft());
        var refused = catchThrowableOfType(SyncException.class, () -> first.write(SOMEWHERE, TodoRow.of("r1")));
        assertThat(refused.failure()).isEqualTo(SyncFailure.UNAVAILABLE);
        assertThat(rows("row_id")).isEmpty();
        second.write(SOMEWHERE, TodoRow.of("r2"));
        assertThat(open(Todos.soft()).cursor()).isEqualTo(SOMEWHERE);
    }

    @Test
    void an_owner_of_an_older_epoch_can_neither_take_it_back_nor_change_its_shape() throws SQLException {
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1"));
        var grown = open(Todos.with(Todos.column("due", ColumnType.STRING)));
        assertThat(grown.cursor()).isEqualTo(BEGINNING);
        var resumed = grown.materialiser().open(epoch() - 1);
        assertThat(resumed.epoch()).isEqualTo(epoch());
        execute("ALTER TABLE %s DROP COLUMN \"due\"".formatted(qualified("todos")));
        assertThat(grown.materialiser().open(epoch() - 1).isGranted(epoch() - 1))
                .isFalse();
        assertThatThrownBy(() -> rows("due")).isInstanceOf(SQLException.class);
    }

    @Test
    void its_owner_may_open_it_again_under_the_same_epoch() {
        var first = open(Todos.soft());
        first.write(SOMEWHERE);
        var again = first.materialiser().open(epoch());
        assertThat(again.isGranted(epoch())).isTrue();
        assertThat(again.cursor()).isEqualTo(SOMEWHERE);
    }

    @Test
    void an_owner_with_an_old_schema_cannot_make_the_new_one_skip_rows() {
        var grown = Todos.with(Todos.column("due", ColumnType.STRING));
        open(grown).write(SOMEWHERE);
        open(Todos.soft()).write(SOMEWHERE, TodoRow.of("r1").with("due", "\"today\""));
        assertThat(open(grown).cursor()).isEqualTo(BEGINNING);
    }

    @Test
    void a_refused_batch_leaves_neither_rows_nor_cursor() throws SQLException {
        var todos = open(Todos.soft());
        todos.write(SOMEWHERE, TodoRow.of("r1"));
        execute("ALTER TABLE %s ADD CONSTRAINT \"meddled\" CHECK (\"rank\" < 5)".formatted(qualified("todos")));
        var refused = catchThrowableOfType(
                SyncException.class,
                () -> todos.write(
                        Cursor.inSnapshot(200),
                        TodoRow.of("r2"),
                        TodoRow.of("r3").with("rank", "6")));
        assertThat(refused.failure()).isEqualTo(SyncFailure.ADAPTER_ERROR);
        assertThat(refused).hasMessageContaining("meddled");
        assertThat(rows("row_id")).containsExactly(List.of("r1"));
        assertThat(open(Todos.soft()).cursor()).isEqualTo(SOMEWHERE);
    }
}
