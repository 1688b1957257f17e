package io.lakesync.engine.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushChecksTest {
    private static final Delta GOOD = delta("r", "title");

    @Test
    void a_push_as_existing_clients_send_it_passes() {
        assertThatCode(() -> check(push("ann", GOOD, GOOD))).doesNotThrowAnyException();
        assertThatCode(() -> check(push("ann"))).doesNotThrowAnyException();
    }

    @Test
    void a_foreign_client_id_is_forbidden_in_the_envelope_and_in_each_delta() {
        assertThat(refusal(push("ben", GOOD)).failure()).isEqualTo(SyncFailure.FORBIDDEN);
        var foreign = new Delta(DeltaOp.UPDATE, GOOD.row(), "ben", List.of(), new Hlc(1), "");
        assertThat(refusal(push("ann", GOOD, foreign, GOOD, foreign)).details())
                .extracting(FailureDetail::index)
                .containsExactly(1, 3);
    }

    @Test
    void every_offending_delta_is_named_and_no_more_than_a_push_may_hold() {
        var foreign = new Delta(DeltaOp.UPDATE, GOOD.row(), "ben", List.of(), new Hlc(1), "");
        var many = Collections.nCopies(10_001, foreign).toArray(Delta[]::new);

        assertThat(refusal(push("ann", Arrays.copyOf(many, 300))).details()).hasSize(300);
        assertThat(refusal(push("ann", many)).details()).hasSize(10_000);
        assertThat(catchThrowableOfType(
                                SyncException.class,
                                () -> PushChecks.requireNoDrift(
                                        Collections.nCopies(300, with(DeltaOp.UPDATE, -1L, "a")), 1_000))
                        .details())
                .hasSize(300);
    }

    @Test
    void a_push_over_the_limit_is_refused_whole() {
        var deltas = Collections.nCopies(11, GOOD).toArray(Delta[]::new);
        assertThat(refusal(push("ann", deltas)).getMessage())
                .isEqualTo("a push holds at most 10 deltas, this one has 11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\";drop table x;--", "", "1a", "a b", "ä", "a-b"})
    void a_name_that_is_no_identifier_is_a_schema_error(String name) {
        assertThat(refusal(push("ann", delta("r", name))).failure()).isEqualTo(SyncFailure.SCHEMA_ERROR);
        var table = new Delta(DeltaOp.DELETE, new RowKey(name, "r"), "ann", List.of(), new Hlc(1), "");
        assertThat(refusal(push("ann", table)).failure()).isEqualTo(SyncFailure.SCHEMA_ERROR);
    }

    @Test
    void a_row_id_must_be_storable() {
        assertThat(refusal(push("ann", delta("", "title"))).getMessage()).contains("rowId has 1 to 512 characters");
        assertThat(refusal(push("ann", delta("x".repeat(513), "title"))).getMessage())
                .contains("this one has 513");
        assertThat(refusal(push("ann", delta("a\0b", "title"))).getMessage()).contains("U+0000");
        assertThat(refusal(push("ann", delta("a\ud800b", "title"))).getMessage())
                .contains("surrogate");
        assertThatCode(() -> check(push("ann", delta("😀".repeat(256), "title"))))
                .doesNotThrowAnyException();
    }

    @Test
    void hlc_zero_columns_of_a_delete_and_a_column_twice_are_refused() {
        assertThat(refusal(push("ann", with(DeltaOp.UPDATE, 0, "a"))).getMessage())
                .contains("hlc must not be 0");
        assertThat(refusal(push("ann", with(DeltaOp.DELETE, 1, "a"))).getMessage())
                .contains("a DELETE has no columns");
        assertThat(refusal(push("ann", with(DeltaOp.UPDATE, 1, "a", "a"))).getMessage())
                .contains("column a appears twice");
    }

    @Test
    void two_contents_of_one_row_at_one_time_are_refused_and_the_same_content_twice_is_not() {
        assertThat(refusal(push("ann", with(DeltaOp.UPDATE, 7, "a"), with(DeltaOp.UPDATE, 7, "b")))
                        .details())
                .containsExactly(new FailureDetail(
                        1, SyncFailure.VALIDATION_ERROR, "another delta of this row has the same hlc"));
        assertThatCode(() -> check(push("ann", with(DeltaOp.UPDATE, 7, "a"), with(DeltaOp.UPDATE, 7, "a"))))
                .doesNotThrowAnyException();
    }

    @Test
    void a_clock_exactly_five_seconds_ahead_passes_and_a_millisecond_more_does_not() {
        var ahead = List.of(with(DeltaOp.UPDATE, 6_000L << 16, "a"));
        assertThatCode(() -> PushChecks.requireNoDrift(ahead, 1_000)).doesNotThrowAnyException();
        var refused = catchThrowableOfType(SyncException.class, () -> PushChecks.requireNoDrift(ahead, 999));
        assertThat(refused.failure()).isEqualTo(SyncFailure.CLOCK_DRIFT);
        assertThat(refused).hasMessage("Remote clock is 5001ms ahead (max drift: 5000ms)");
    }

    @Test
    void a_wall_clock_with_all_bits_set_is_drift_and_not_the_past() {
        var far = List.of(with(DeltaOp.UPDATE, -1L, "a"));
        assertThat(catchThrowableOfType(SyncException.class, () -> PushChecks.requireNoDrift(far, 1_000))
                        .failure())
                .isEqualTo(SyncFailure.CLOCK_DRIFT);
    }

    @Test
    void of_several_faults_the_one_that_is_checked_first_is_told() {
        var foreign = new Delta(DeltaOp.UPDATE, GOOD.row(), "ben", List.of(), new Hlc(1), "");
        var misnamed = delta("r", "1a");
        var timeless = with(DeltaOp.UPDATE, 0, "a");
        var tooMany = Collections.nCopies(10, misnamed).toArray(Delta[]::new);

        assertThat(refusal(push("ben", timeless, misnamed, foreign)).details()).isEmpty();
        assertRefused(SyncFailure.FORBIDDEN, 2, push("ann", timeless, misnamed, foreign));
        assertRefused(SyncFailure.FORBIDDEN, 10, push("ann", followedBy(foreign, tooMany)));
        assertThat(refusal(push("ben", followedBy(foreign, tooMany)))).hasMessageContaining("Client ID mismatch");
        assertThat(refusal(push("ann", followedBy(timeless, tooMany)))).hasMessageContaining("at most 10 deltas");
        assertRefused(SyncFailure.SCHEMA_ERROR, 1, push("ann", timeless, misnamed));
        assertRefused(
                SyncFailure.VALIDATION_ERROR,
                2,
                push("ann", with(DeltaOp.UPDATE, 7, "a"), with(DeltaOp.UPDATE, 7, "b"), timeless));
    }

    private static Delta[] followedBy(Delta last, Delta[] deltas) {
        var all = Arrays.copyOf(deltas, deltas.length + 1);
        all[deltas.length] = last;
        return all;
    }

    private static void assertRefused(SyncFailure failure, int index, PushRequest push) {
        var refused = refusal(push);
        assertThat(refused.failure()).isEqualTo(failure);
        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(index);
    }

    private static void check(PushRequest push) {
        PushChecks.requireWellFormed("ann", push, 10);
    }

    private static SyncException refusal(PushRequest push) {
        return catchThrowableOfType(SyncException.class, () -> check(push));
    }

    private static PushRequest push(String client, Delta... deltas) {
        return new PushRequest(new GatewayId("g"), client, List.of(deltas), Set.of());
    }

    private static Delta delta(String rowId, String column) {
        var columns = List.of(new ColumnValue(column, new JsonValue("1")));
        return new Delta(DeltaOp.UPDATE, new RowKey("todos", rowId), "ann", columns, new Hlc(1), "");
    }

    private static Delta with(DeltaOp op, long hlc, String... columns) {
        var values = Arrays.stream(columns)
                .map(c -> new ColumnValue(c, JsonValue.NULL))
                .toList();
        return new Delta(op, new RowKey("todos", "r"), "ann", values, new Hlc(hlc), "");
    }
}
