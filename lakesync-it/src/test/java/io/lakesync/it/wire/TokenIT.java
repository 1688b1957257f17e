package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import io.lakesync.it.server.Tokens;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class TokenIT {
    private static final List<String> CLIENT_ROUTES =
            List.of("POST push", "GET pull", "POST action", "GET actions", "GET checkpoint", "GET ws", "GET nothing");
    private static final List<String> ADMIN_ROUTES = List.of(
            "POST /v1/admin/flush/%s",
            "POST /v1/admin/schema/%s",
            "POST /v1/admin/sync-rules/%s",
            "POST /v1/admin/connectors/%s",
            "GET /v1/admin/connectors/%s",
            "DELETE /v1/admin/connectors/%s/crm",
            "GET /v1/admin/metrics/%s",
            "PUT /v1/admin/gateways/%s",
            "GET /v1/admin/gateways",
            "GET /v1/admin/nothing/%s");

    @OnBothServers
    void no_route_of_clients_or_administrators_opens_without_a_valid_token(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        badTokens(server, edge.gateway()).forEach((what, token) -> {
            for (var route : CLIENT_ROUTES) {
                var parts = route.split(" ");
                edge.with(token)
                        .send(parts[0], "/v1/sync/" + edge.gateway() + "/" + parts[1], "")
                        .requireRefusal(401, "AUTH_ERROR", what + " at " + route);
            }
            for (var route : ADMIN_ROUTES) {
                var parts = route.formatted(edge.gateway()).split(" ");
                edge.with(token).send(parts[0], parts[1], "").requireRefusal(401, "AUTH_ERROR", what + " at " + route);
            }
        });
    }

    @OnBothServers
    void the_token_of_another_gateway_opens_nothing(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        for (var role : List.of("client", "admin")) {
            var foreign = edge.with(server.token("ann", "elsewhere", role));
            for (var route : CLIENT_ROUTES) {
                var parts = route.split(" ");
                foreign.send(parts[0], "/v1/sync/" + edge.gateway() + "/" + parts[1], "")
                        .requireRefusal(403, "AUTH_ERROR", role + " at " + route);
            }
            for (var route : ADMIN_ROUTES.subList(0, 8)) {
                var parts = route.formatted(edge.gateway()).split(" ");
                foreign.send(parts[0], parts[1], "").requireRefusal(403, "AUTH_ERROR", role + " at " + route);
            }
        }
        var star = edge.with(server.token("ann", "*"));
        star.pull("1").requireRefusal(403, "AUTH_ERROR", "a client of every gateway");
    }

    @OnBothServers
    void administration_needs_the_role(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        for (var route : ADMIN_ROUTES) {
            var parts = route.formatted(edge.gateway()).split(" ");
            var answer = edge.send(parts[0], parts[1], "").requireRefusal(403, "AUTH_ERROR", route);
            assertThat(answer.body()).contains("Admin role required");
        }
        assertThat(edge.asAdministrator()
                        .get("/v1/admin/metrics/" + edge.gateway())
                        .status())
                .isEqualTo(200);
    }

    @OnBothServers
    void a_token_may_come_in_the_query_and_is_never_logged(DeployedServer server) throws InterruptedException {
        var edge = Edge.onNewGateway(server);
        var nobody = edge.with("");
        var path = "/v1/sync/%s/pull?since=1&clientId=ann&token=%s";

        assertThat(nobody.get(path.formatted(edge.gateway(), edge.token())).status())
                .isEqualTo(200);
        nobody.get(path.formatted(edge.gateway(), edge.token() + "x")).requireRefusal(401, "AUTH_ERROR", "query");
        nobody.get("/v1/sync/%s/nothing?token=%s".formatted(edge.gateway(), edge.token()));
        nobody.get("/sync/%s/pull?since=x&token=%s".formatted(edge.gateway(), edge.token()));

        var signature = edge.token().substring(edge.token().lastIndexOf('.') + 1);
        assertThat(new ServerLog(server).untilNow()).doesNotContain(signature);
    }

    private static Map<String, String> badTokens(DeployedServer server, String gateway) {
        long now = Instant.now().getEpochSecond();
        var good = "{\"sub\":\"ann\",\"gw\":\"%s\",\"role\":\"admin\",\"exp\":%d}".formatted(gateway, now + 600);
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("no token", "");
        tokens.put("no sense", "abc");
        tokens.put("expired", server.signed(good.replace("" + (now + 600), "" + (now - 1))));
        tokens.put("no expiry", server.signed("{\"sub\":\"ann\",\"gw\":\"" + gateway + "\"}"));
        tokens.put("not yet", server.signed(good.replace("}", ",\"nbf\":" + (now + 300) + "}")));
        tokens.put("no subject", server.signed(good.replace("\"ann\"", "\"\"")));
        tokens.put("wrong key", Tokens.sign("another secret", good));
        tokens.put("alg none", Tokens.sign(server.secret(), "{\"alg\":\"none\",\"typ\":\"JWT\"}", good));
        var unsigned = tokens.get("alg none");
        tokens.put("unsigned", unsigned.substring(0, unsigned.lastIndexOf('.') + 1));
        tokens.put("alg RS256", Tokens.sign(server.secret(), "{\"alg\":\"RS256\",\"typ\":\"JWT\"}", good));
        tokens.put("no typ", Tokens.sign(server.secret(), "{\"alg\":\"HS256\"}", good));
        return tokens;
    }
}
