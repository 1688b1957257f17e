package io.lakesync.engine.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.log.Earlier;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.rules.CompiledRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowBoundTest {
    private static final RowKey ROW = new RowKey("todos", "r");
    private static final long BYTES_MAX = 1000;

    @Test
    void a_row_is_bounded_by_bytes_and_not_by_characters() {
        assertThat(push(StoredRow.unwritten(ROW), title(1, "x".repeat(900))).held())
                .isEmpty();
        assertThat(push(StoredRow.unwritten(ROW), title(1, "\u725b".repeat(300)))
                        .held())
                .isEmpty();

        assertThat(push(StoredRow.unwritten(ROW), title(1, "\u725b".repeat(330)))
                        .held())
                .extracting(PushPlan.Held::reason)
                .containsExactly(SyncFailure.PAYLOAD_TOO_LARGE);
    }

    @Test
    void who_wants_so_is_refused() {
        var large = title(1, "x".repeat(1000));
        var push = new PushRequest(new GatewayId("g"), "ann", List.of(large), Set.of(Capability.REJECT));

        var refused = catchThrowableOfType(SyncException.class, () -> decide(StoredRow.unwritten(ROW), push));

        assertThat(refused.failure()).isEqualTo(SyncFailure.PAYLOAD_TOO_LARGE);
    }

    @Test
    void a_row_that_its_earlier_values_made_too_large_may_shrink_and_end_and_must_not_grow() {
        var earlier = new Earlier(Map.of("owner", JsonText.ofString("x".repeat(1000))), 2);
        var full = new StoredRow(ROW, 4, RowState.EMPTY.merge(title(1, "milk")), List.of(earlier));

        assertThat(push(full, new Delta(DeltaOp.DELETE, ROW, "ann", List.of(), Hlc.of(2, 0), ""))
                        .held())
                .isEmpty();
        assertThat(push(full, title(2, "m")).held()).isEmpty();
        assertThat(push(full, title(2, "more milk")).held()).hasSize(1);
    }

    private static PushPlan push(StoredRow before, Delta delta) {
        return decide(before, new PushRequest(new GatewayId("g"), "ann", List.of(delta), Set.of()));
    }

    private static PushPlan decide(StoredRow before, PushRequest push) {
        var terms = new PushTerms(10, 0, CompiledRules.everything(), Map.of(), BYTES_MAX);
        return PushDecision.decide(terms, CompiledRules.everything().view(Map.of()), push, Map.of(ROW, before));
    }

    private static Delta title(long when, String text) {
        var columns = List.of(new ColumnValue("title", JsonText.ofString(text)));
        return new Delta(DeltaOp.UPDATE, ROW, "ann", columns, Hlc.of(when, 0), "");
    }
}
