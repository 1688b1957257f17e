package io.lakesync.api.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.hlc.Hlc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeltaTest {
    private static final RowKey ROW = new RowKey("todos", "1");

    @Test
    void a_forget_is_told_from_every_tombstone() {
        assertThat(Delta.forget(ROW).isForget()).isTrue();
        assertThat(new Delta(DeltaOp.DELETE, ROW, "ann", List.of(), Hlc.ZERO, "").isForget())
                .isFalse();
        assertThat(new Delta(DeltaOp.DELETE, ROW, "", List.of(), new Hlc(1), "").isForget())
                .isFalse();
    }

    @Test
    void later_changes_of_the_list_do_not_reach_it() {
        var columns = new ArrayList<ColumnValue>();
        var delta = new Delta(DeltaOp.INSERT, ROW, "ann", columns, new Hlc(1), "");
        columns.add(new ColumnValue("title", JsonValue.NULL));

        assertThat(delta.columns()).isEmpty();
    }

    @Test
    void row_keys_with_the_same_joined_text_differ() {
        assertThat(new RowKey("a:b", "c")).isNotEqualTo(new RowKey("a", "b:c"));
        assertThat(new RowKey("a", "2")).isGreaterThan(new RowKey("a", "1")).isLessThan(new RowKey("b", "1"));
    }

    @Test
    void json_null_is_a_value_and_an_empty_text_is_none() {
        assertThat(JsonValue.NULL.isNull()).isTrue();
        assertThat(new JsonValue("\"null\"").isNull()).isFalse();
        assertThatThrownBy(() -> new JsonValue("")).isInstanceOf(IllegalArgumentException.class);
    }
}
