package io.lakesync.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.hlc.Hlc;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBuilderTest {
    private static final int BYTES_MAX = 100_000;

    @ParameterizedTest
    @ValueSource(strings = {"milk", "\u725b\u5976", "\ud83e\udd5b", "caf\u00e9"})
    void a_page_is_bounded_by_its_json_in_whatever_script_it_is_written(String word) {
        var page = new PageBuilder(10_000, BYTES_MAX);
        int rows = 0;
        while (page.offer(List.of(delta(rows, word.repeat(100))))) {
            rows++;
        }

        assertThat(page.deltas()).hasSize(rows);
        assertThat(json(page)).hasSizeBetween(BYTES_MAX * 9 / 10, BYTES_MAX);
    }

    @Test
    void a_row_above_the_bound_is_alone_on_its_page() {
        var page = new PageBuilder(10_000, BYTES_MAX);

        assertThat(page.offer(List.of(delta(0, "x".repeat(BYTES_MAX))))).isTrue();
        assertThat(page.offer(List.of(delta(1, "x")))).isFalse();
        assertThat(page.deltas()).hasSize(1);
    }

    @Test
    void a_row_above_the_bound_waits_for_a_page_of_its_own() {
        var page = new PageBuilder(10_000, BYTES_MAX);

        assertThat(page.offer(List.of(delta(0, "x")))).isTrue();
        assertThat(page.offer(List.of(delta(1, "\u725b".repeat(BYTES_MAX / 3)))))
                .isFalse();
        assertThat(page.deltas()).hasSize(1);
    }

    private static byte[] json(PageBuilder page) {
        return JsonCodec.writePage(new Page(page.deltas(), Cursor.at(2), true, 1));
    }

    private static Delta delta(int number, String title) {
        var columns = List.of(new ColumnValue("title", JsonText.ofString(title)));
        var row = new RowKey("todos", "row-" + number);
        var delta = new Delta(DeltaOp.UPDATE, row, "ann", columns, Hlc.of(1_700_000_000_000L, number), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }
}
