package io.lakesync.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.token.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
    private static final Settings SETTINGS = settings();

    private final Guard guard = new Guard(new Tokens(SETTINGS, InstantSource.system()), SETTINGS);

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/sync/b/pull", "/v1/sync/b/ws", "/sync/b/ws", "/v1/admin/schema/b", "/v1/admin/gateways/b"})
    void a_token_opens_its_own_gateway_only(String path) {
        assertThat(guard.refusal(caller("a", Caller.ADMIN), RequestPath.parse(path)))
                .hasValueSatisfying(text -> assertThat(text).contains("another gateway"));
        assertThat(guard.refusal(caller("b", Caller.ADMIN), RequestPath.parse(path)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/admin/schema/a", "/v1/admin/gateways/a", "/v1/admin/gateways"})
    void administration_needs_the_role(String path) {
        assertThat(guard.refusal(caller("a", "client"), RequestPath.parse(path)))
                .contains("Admin role required");
        assertThat(guard.refusal(caller("a", Caller.ADMIN), RequestPath.parse(path)))
                .isEmpty();
    }

    @Test
    void a_declared_size_over_the_limit_is_refused() {
        assertThatCode(() -> guard.requireSize(-1)).doesNotThrowAnyException();
        assertThatCode(() -> guard.requireSize(2048)).doesNotThrowAnyException();
        assertThatThrownBy(() -> guard.requireSize(2049))
                .isInstanceOf(SyncException.class)
                .hasMessage("Payload too large: 2049 bytes, the limit is 2048");
    }

    private static Caller caller(String gateway, String role) {
        return new Caller("ann", gateway, Set.of(role), Map.of(), Instant.MAX);
    }

    private static Settings settings() {
        var given = Map.of("lakesync.jwt.secret", "secret", "lakesync.push.body-max", "2048");
        return Settings.read(given.keySet(), key -> Optional.ofNullable(given.get(key)));
    }
}
