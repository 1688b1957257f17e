package io.lakesync.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.GatewayId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//",
                "/v1//sync",
                "v1/sync",
                "http://elsewhere/v1/sync/g/pull",
                "/%zz",
                "/%",
                "/%2",
                "/v1/%ff/x",
                "/v1/sync/g%2Fpull",
                "/v1/sync/g%5Cpull",
                "/v1/sync;a=b/g/pull",
                "/v1/sync%3Ba/g/pull",
                "/v1/./sync/g/pull",
                "/v1/../sync/g/pull",
                "/v1/%2e%2e/admin",
                "/v1/%00",
                "/a b",
                "/a\u0000",
                "/ä",
                "/[",
                "*"
            })
    void a_path_with_two_meanings_or_none_is_refused(String raw) {
        assertThatThrownBy(() -> RequestPath.parse(raw)).isInstanceOf(SyncException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sync/g/pull",
                "/v1/sync",
                "/v1/sync/",
                "/v1/s%79nc/g/pull",
                "/%761/sync/g/pull",
                "/v1/admin/flush/g",
                "/v1/admin/gateways",
                "/sync/g/ws",
                "/v1/sync/g/ws",
                "/v1/sync/g/nothing"
            })
    void clients_and_administrators_need_a_token(String raw) {
        assertThat(RequestPath.parse(raw).isProtected()).isTrue();
        assertThat(RequestPath.parse(raw).isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/metrics", "/v1/openapi.json", "/v1/connectors/types", "/v1/nothing"})
    void some_paths_are_for_everybody(String raw) {
        assertThat(RequestPath.parse(raw).isPublic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/openapi",
                "/health/live",
                "/metrics/base",
                "/index.html",
                "/container-problem",
                "/v2/sync/g/pull"
            })
    void what_is_not_ours_is_for_nobody(String raw) {
        var path = RequestPath.parse(raw);

        assertThat(path.isPublic() || path.isProtected() || path.isUnversioned())
                .isFalse();
    }

    @Test
    void routes_without_a_version_are_known_but_for_the_socket() {
        assertThat(RequestPath.parse("/sync/g/pull").isUnversioned()).isTrue();
        assertThat(RequestPath.parse("/admin/flush/g").isUnversioned()).isTrue();
        assertThat(RequestPath.parse("/connectors/types").isUnversioned()).isTrue();
        assertThat(RequestPath.parse("/sync/g/ws").isUnversioned()).isFalse();
        assertThat(RequestPath.parse("/v1/sync/g/pull").isUnversioned()).isFalse();
    }

    @Test
    void the_gateway_is_found_where_each_route_has_it() {
        assertThat(RequestPath.parse("/v1/sync/g-1/pull").gateway()).contains(new GatewayId("g-1"));
        assertThat(RequestPath.parse("/sync/g-1/ws").gateway()).contains(new GatewayId("g-1"));
        assertThat(RequestPath.parse("/v1/admin/flush/g-1").gateway()).contains(new GatewayId("g-1"));
        assertThat(RequestPath.parse("/v1/admin/connectors/g-1/crm").gateway()).contains(new GatewayId("g-1"));
        assertThat(RequestPath.parse("/v1/admin/gateways").gateway()).isEmpty();
        assertThat(RequestPath.parse("/v1/openapi.json").gateway()).isEmpty();
    }
}
