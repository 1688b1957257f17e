package io.lakesync.web.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.ejb.EJBException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @Test
    void every_failure_has_its_status() {
        var statuses = new EnumMap<SyncFailure, Integer>(SyncFailure.class);
        for (var failure : SyncFailure.values()) {
            statuses.put(failure, Statuses.of(failure));
        }

        assertThat(statuses)
                .containsAllEntriesOf(Map.of(
                        SyncFailure.VALIDATION_ERROR, 400,
                        SyncFailure.AUTH_ERROR, 401,
                        SyncFailure.FORBIDDEN, 403,
                        SyncFailure.NOT_FOUND, 404,
                        SyncFailure.CLOCK_DRIFT, 409,
                        SyncFailure.PAYLOAD_TOO_LARGE, 413,
                        SyncFailure.SCHEMA_ERROR, 422,
                        SyncFailure.RATE_LIMITED, 429,
                        SyncFailure.INTERNAL_ERROR, 500,
                        SyncFailure.FLUSH_ERROR, 500))
                .containsAllEntriesOf(Map.of(
                        SyncFailure.ADAPTER_ERROR, 502,
                        SyncFailure.BACKPRESSURE_ERROR, 503,
                        SyncFailure.RULES_MISSING, 503,
                        SyncFailure.UNAVAILABLE, 503,
                        SyncFailure.ACTION_NOT_SUPPORTED, 200));
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncFailure.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INTERNAL_ERROR"})
    void a_refusal_is_told_as_it_is_even_when_the_container_wraps_it(SyncFailure failure) {
        var refusal = new SyncException(failure, "because");

        assertThat(Problem.of(new EJBException("wrapped", new EJBException("again", refusal)))
                        .failure())
                .isSameAs(refusal);
        assertThat(Problem.of(refusal)).isEqualTo(new Problem(Statuses.of(failure), refusal));
    }

    @Test
    void a_refusal_that_was_judged_by_rules_names_their_version_and_no_other_does() {
        var refusal = new SyncException(SyncFailure.FORBIDDEN, "because");

        assertThat(Problem.of(refusal.judgedUnder(0)).headers()).containsEntry("X-Sync-Rules-Version", "0");
        assertThat(Problem.of(refusal).headers()).isEmpty();
    }

    @Test
    void what_is_no_refusal_is_not_told() {
        for (var thrown : new Throwable[] {
            new IllegalStateException("password"),
            new SyncException(SyncFailure.INTERNAL_ERROR, "password"),
            new StackOverflowError("password")
        }) {
            var problem = Problem.of(thrown);

            assertThat(problem.status()).isEqualTo(500);
            assertThat(problem.failure()).hasMessage("Internal error").hasNoCause();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, VALIDATION_ERROR",
        "401, 401, AUTH_ERROR",
        "403, 403, FORBIDDEN",
        "404, 404, NOT_FOUND",
        "405, 404, NOT_FOUND",
        "406, 400, VALIDATION_ERROR",
        "413, 413, PAYLOAD_TOO_LARGE",
        "415, 400, VALIDATION_ERROR",
        "500, 500, INTERNAL_ERROR",
        "503, 503, UNAVAILABLE"
    })
    void what_the_container_chose_becomes_ours(int container, int status, SyncFailure failure) {
        assertThat(Problem.of(container).status()).isEqualTo(status);
        assertThat(Problem.of(container).failure().failure()).isEqualTo(failure);
    }
}
