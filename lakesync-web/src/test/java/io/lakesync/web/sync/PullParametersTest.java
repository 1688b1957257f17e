package io.lakesync.web.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.request.Requester;
import io.lakesync.web.trace.RequestId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullParametersTest {
    @Test
    void the_limit_is_100_unless_named() {
        assertThat(request("1", "ann", null).limit()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "10abc, 10",
        "'  7', 7",
        "+8, 8",
        "007, 7",
        "10000, 10000",
        "10001, 10000",
        "99999999999999999999, 10000",
        "1e9, 1",
        "2.9, 2"
    })
    void a_limit_is_read_as_the_first_server_did(String limit, int rows) {
        assertThat(request("1", "ann", limit).limit()).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "", " ", "000", "NaN", "-"})
    void a_limit_below_one_is_refused(String limit) {
        assertRefused(SyncFailure.VALIDATION_ERROR, "1", "ann", limit, null);
    }

    @Test
    void the_largest_cursor_is_a_cursor() {
        assertThat(request("18446744073709551615", "ann", null).since().value()).isEqualTo(-1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "abc", "18446744073709551616", "0x10", "1.0", " 1", "+1"})
    void a_since_that_is_no_cursor_is_refused(String since) {
        assertRefused(SyncFailure.VALIDATION_ERROR, since, "ann", null, null);
    }

    @Test
    void since_and_client_are_required() {
        assertRefused(SyncFailure.VALIDATION_ERROR, null, "ann", null, null);
        assertRefused(SyncFailure.VALIDATION_ERROR, "1", null, null, null);
        assertRefused(SyncFailure.VALIDATION_ERROR, "1", "", null, null);
    }

    @Test
    void no_source_is_known() {
        assertRefused(SyncFailure.NOT_FOUND, "1", "ann", null, "crm");
        assertThat(new PullParameters("1", "ann", null, "")
                        .request(requester(), settings().http()))
                .isNotNull();
    }

    private static PullRequest request(String since, String clientId, String limit) {
        return new PullParameters(since, clientId, limit, null)
                .request(requester(), settings().http());
    }

    private static void assertRefused(SyncFailure failure, String since, String clientId, String limit, String source) {
        var parameters = new PullParameters(since, clientId, limit, source);
        assertThatThrownBy(() -> parameters.request(requester(), settings().http()))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(failure));
    }

    private static Requester requester() {
        var caller = new Caller("ann", "g", Set.of(), Map.of(), Instant.MAX);
        return new Requester(caller, "g", Set.of(), new RequestId("r"));
    }

    private static Settings settings() {
        return Settings.read(
                Set.of(), key -> key.equals("lakesync.jwt.secret") ? Optional.of("secret") : Optional.empty());
    }
}
