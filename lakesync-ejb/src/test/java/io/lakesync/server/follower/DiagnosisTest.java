package io.lakesync.server.follower;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.follower.Trouble;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {
    @ParameterizedTest
    @ValueSource(strings = {"22001", "22003", "22P02", "22021", "23502", "23505", "23514"})
    void a_refusal_of_content_is_poison_however_deep_it_is_told(String state) {
        var refusal = new SQLException("refused", state);
        var batch = new BatchUpdateException("batch", "HY000", new int[0]);
        batch.setNextException(refusal);

        assertThat(writing(refusal)).isEqualTo(Trouble.CONTENT);
        assertThat(writing(new IllegalStateException(new IOException(refusal)))).isEqualTo(Trouble.CONTENT);
        assertThat(writing(batch)).isEqualTo(Trouble.CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "42P01", "42703", "53100", "57P01", "21000", "24000", "90030"})
    void everything_else_is_down(String state) {
        assertThat(writing(new SQLException("away", state))).isEqualTo(Trouble.DOWN);
    }

    @Test
    void a_failure_that_names_no_state_is_down() {
        assertThat(writing(new SQLException("what is it?"))).isEqualTo(Trouble.DOWN);
        assertThat(writing(new IllegalStateException())).isEqualTo(Trouble.DOWN);
    }

    @Test
    void what_fails_before_the_destination_is_written_refuses_nothing() {
        var failure = new SQLException("refused", "22001");

        assertThat(Diagnosis.of(failure, false)).isEqualTo(new Diagnosis(Trouble.DOWN, "refused"));
    }

    @ParameterizedTest
    @CsvSource({
        "VALIDATION_ERROR, CONTENT",
        "PAYLOAD_TOO_LARGE, CONTENT",
        "UNAVAILABLE, UNKNOWN",
        "FORBIDDEN, DOWN",
        "INTERNAL_ERROR, DOWN"
    })
    void a_failure_of_ours_says_by_its_code_whose_fault_it_is(SyncFailure code, Trouble trouble) {
        assertThat(writing(new SyncException(code, "told"))).isEqualTo(trouble);
    }

    private static Trouble writing(Throwable failure) {
        return Diagnosis.of(failure, true).trouble();
    }
}
