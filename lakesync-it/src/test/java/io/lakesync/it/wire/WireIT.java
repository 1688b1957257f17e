package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** Routes, headers and errors of HTTP. */
class WireIT {
    @OnBothServers
    void a_push_comes_back_by_pull(DeployedServer server) {
        var edge = Edge.onNewGateway(server);

        var pushed = edge.push(Deltas.push("\"x\"", "\"Buy milk é😀\""));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
        assertThat(pushed.body()).matches("\\{\"serverHlc\":\"[1-9][0-9]*\",\"accepted\":1,\"deltas\":\\[\\]}");
        var pulled = edge.pull("0");
        assertThat(pulled.body())
                .startsWith("{\"deltas\":[{\"op\":\"DELETE\",\"table\":\"todos\",\"rowId\":\"r1\"")
                .contains("\"columns\":[{\"column\":\"title\",\"value\":\"Buy milk é😀\"}]")
                .endsWith("\"hasMore\":false}");
        for (var answer : List.of(pushed, pulled)) {
            assertThat(answer.header("X-Sync-Rules-Version")).contains("0");
            assertThat(answer.header("API-Version")).contains("v1");
            assertThat(answer.header("Content-Type")).contains("application/json");
        }
        assertThat(edge.push("{\"clientId\":\"ann\",\"deltas\":[]}").body()).contains("\"accepted\":0");
    }

    @OnBothServers
    void a_delta_id_that_is_not_the_deltas_own_is_replaced_and_counted(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        long before = replacedIds(edge);

        assertThat(edge.push(Deltas.push("\"deltaId\":\"\"", "\"deltaId\":\"" + "0".repeat(64) + '"'))
                        .status())
                .isEqualTo(200);

        assertThat(replacedIds(edge)).isEqualTo(before + 1);
        assertThat(edge.pull("1").body()).contains("\"rowId\":\"r1\"").doesNotContain("0".repeat(64));
    }

    @OnBothServers
    void every_answer_carries_the_headers_that_protect_it(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var nobody = edge.with("");
        for (var answer : List.of(
                edge.get("/health"),
                edge.get("/metrics"),
                edge.get("/nothing"),
                edge.pull("1"),
                edge.pull("abc"),
                nobody.pull("1"),
                nobody.send("OPTIONS", "/any/path", ""),
                nobody.get("/sync/g/pull"))) {
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("X-Frame-Options")).contains("DENY");
            assertThat(answer.header("Strict-Transport-Security")).contains("max-age=31536000; includeSubDomains");
            assertThat(answer.header("X-Request-Id")).isPresent();
            assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        }
        assertThat(edge.pull("1").header("Cache-Control")).contains("no-store");
        assertThat(nobody.get("/v1/admin/gateways").header("Cache-Control")).contains("no-store");
        assertThat(edge.get("/health").header("Cache-Control")).isEmpty();
    }

    @OnBothServers
    void a_browser_s_preflight_is_answered_on_any_path(DeployedServer server) {
        var nobody = Edge.onNewGateway(server).with("");
        for (var path : List.of("/v1/sync/g/push", "/v1/admin/gateways", "/nothing", "/health")) {
            var answer = nobody.send("OPTIONS", path, BodyPublishers.noBody(), "Origin", "https://app.example");
            assertThat(answer.status()).as(path).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("Access-Control-Allow-Origin")).contains("https://app.example");
            assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET, POST, PUT, DELETE, OPTIONS");
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .contains("Authorization, Content-Type, X-LakeSync-Capabilities, X-Request-Id");
            assertThat(answer.header("Access-Control-Max-Age")).contains("86400");
        }
    }

    @OnBothServers
    void a_request_is_followed_by_its_id_into_the_log(DeployedServer server) throws InterruptedException {
        var edge = Edge.onNewGateway(server);
        var id = "trace-" + edge.gateway();

        var refused = ServerLog.refuse(edge, id);

        refused.requireRefusal(503, "RULES_MISSING", "no rules");
        assertThat(refused.header("X-Request-Id")).contains(id);
        assertThat(refused.header("Retry-After")).isPresent();
        new ServerLog(server).await(id);
        var unfit = edge.send("GET", "/health", BodyPublishers.noBody(), "X-Request-Id", "two words");
        assertThat(unfit.header("X-Request-Id").orElseThrow()).hasSize(36);
    }

    @OnBothServers
    void unversioned_routes_point_to_the_versioned_ones(DeployedServer server) {
        var nobody = Edge.onNewGateway(server).with("");
        for (var path : List.of("/sync/g/pull?since=1&clientId=a%20b", "/admin/flush/g", "/connectors/types")) {
            var answer = nobody.get(path);
            assertThat(answer.status()).as(path).isEqualTo(301);
            assertThat(answer.header("Location")).contains("/v1" + path);
            assertThat(answer.body()).isEmpty();
        }
    }

    @OnBothServers
    void what_is_not_served_is_not_found(DeployedServer server) {
        var edge = Edge.onNewGateway(server).asAdministrator();
        var sync = "/v1/sync/" + edge.gateway();
        for (var path : List.of(
                "/",
                "/nothing",
                "/v1",
                "/v1/nothing",
                "/openapi",
                "/index.html",
                "/container-problem",
                "/v2/sync/g/pull",
                sync,
                sync + "/ws",
                "/sync/" + edge.gateway() + "/ws",
                sync + "/checkpoint",
                sync + "/nothing",
                sync + "/push",
                "/v1/admin/connectors/" + edge.gateway(),
                "/v1/admin/flush/" + edge.gateway(),
                sync + "/pull?since=1&clientId=ann&source=crm")) {
            edge.get(path).requireRefusal(404, "NOT_FOUND", path);
        }
        edge.send("DELETE", sync + "/pull", "").requireRefusal(404, "NOT_FOUND", "delete a pull");
        edge.send("PUT", sync + "/push", "{}").requireRefusal(404, "NOT_FOUND", "put a push");
        edge.send("POST", "/health", "").requireRefusal(404, "NOT_FOUND", "post health");
        edge.send("BREW", sync + "/pull", "").requireRefusal(404, "NOT_FOUND", "brew");
        edge.send("DELETE", "/v1/admin/connectors/" + edge.gateway() + "/crm", "")
                .requireRefusal(404, "NOT_FOUND", "delete a connector");
        edge.post("/v1/admin/connectors/" + edge.gateway(), "{}").requireRefusal(404, "NOT_FOUND", "post a connector");
        var nowhere = new Edge(server, "nowhere", server.token("ann", "nowhere"));
        nowhere.push("{\"clientId\":\"ann\",\"deltas\":[]}").requireRefusal(404, "NOT_FOUND", "unknown gateway");
        nowhere.pull("1").requireRefusal(404, "NOT_FOUND", "unknown gateway");
    }

    @OnBothServers
    void a_pull_needs_its_parameters(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var pull = "/v1/sync/" + edge.gateway() + "/pull";
        for (var query : List.of(
                "",
                "?since=1",
                "?clientId=ann",
                "?since=&clientId=ann",
                "?since=-1&clientId=ann",
                "?since=abc&clientId=ann",
                "?since=18446744073709551616&clientId=ann",
                "?since=1&clientId=ann&limit=0",
                "?since=1&clientId=ann&limit=x",
                "?since=1&clientId=ann&limit=-5")) {
            edge.get(pull + query).requireRefusal(400, "VALIDATION_ERROR", query);
        }
        assertThat(edge.get(pull + "?since=1&clientId=ann&limit=10abc").status())
                .isEqualTo(200);
        assertThat(edge.get(pull + "?since=1&clientId=ann&limit=99999999999").status())
                .isEqualTo(200);
    }

    @OnBothServers
    void actions_are_answered_one_by_one_as_not_supported(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var action = "{\"actionId\":\"a1\",\"clientId\":\"ann\",\"hlc\":\"7\",\"connector\":\"slack\","
                + "\"actionType\":\"send\",\"params\":{}}";
        var path = "/v1/sync/" + edge.gateway() + "/action";

        var answer = edge.post(path, "{\"clientId\":\"ann\",\"actions\":[" + action + "]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .matches("\\{\"results\":\\[\\{\"actionId\":\"a1\",\"code\":\"ACTION_NOT_SUPPORTED\","
                        + "\"message\":\"[^}]*\",\"retryable\":false}],\"serverHlc\":\"[1-9][0-9]*\"}");
        edge.post(path, "{\"clientId\":\"ann\",\"actions\":[" + action + ",{}]}")
                .requireRefusal(400, "VALIDATION_ERROR", "one malformed action");
        edge.as("bob")
                .post(path, "{\"clientId\":\"ann\",\"actions\":[]}")
                .requireRefusal(403, "FORBIDDEN", "of another");
        edge.post(path, "null").requireRefusal(400, "VALIDATION_ERROR", "null");
        assertThat(edge.get("/v1/sync/" + edge.gateway() + "/actions").body()).isEqualTo("{\"connectors\":{}}");
    }

    @OnBothServers
    void an_administrator_shapes_a_gateway(DeployedServer server) {
        var edge = Edge.onNewGateway(server).asAdministrator();
        var admin = "/v1/admin/%s/" + edge.gateway();

        assertThat(edge.post(
                                admin.formatted("schema"),
                                "{\"table\":\"todos\",\"columns\":[{\"name\":\"title\",\"type\":\"string\"}]}")
                        .body())
                .isEqualTo("{\"saved\":true}");
        edge.post(
                        admin.formatted("schema"),
                        "{\"table\":\"todos\",\"columns\":[{\"name\":\"title\",\"type\":\"wat\"}]}")
                .requireRefusal(400, "SCHEMA_ERROR", "unknown type");
        edge.post(
                        admin.formatted("schema"),
                        "{\"table\":\"todos\",\"columns\":[{\"name\":\"other\",\"type\":\"json\"}]}")
                .requireRefusal(400, "SCHEMA_ERROR", "column removed");
        edge.post(admin.formatted("schema"), "{").requireRefusal(400, "VALIDATION_ERROR", "bad JSON");
        assertThat(edge.post(
                                admin.formatted("sync-rules"),
                                "{\"version\":1,\"buckets\":[{\"name\":\"all\",\"tables\":[],\"filters\":[]}]}")
                        .body())
                .isEqualTo("{\"saved\":true}");
        assertThat(edge.pull("1").header("X-Sync-Rules-Version")).contains("1");
        edge.post(admin.formatted("sync-rules"), "{\"buckets\":[]}")
                .requireRefusal(400, "VALIDATION_ERROR", "rules without a version");
        edge.send("PUT", admin.formatted("gateways"), "{\"mode\":\"closed\"}")
                .requireRefusal(400, "VALIDATION_ERROR", "unknown mode");
        assertThat(edge.get(admin.formatted("metrics")).body())
                .matches("\\{\"logSize\":\\d+,\"indexSize\":\\d+,\"byteSize\":\\d+,\"process\":\\{\"rss\":[1-9]\\d*,"
                        + "\"heapTotal\":[1-9]\\d*,\"heapUsed\":[1-9]\\d*,\"external\":\\d+,\"arrayBuffers\":\\d+}}");
        assertThat(edge.get("/v1/admin/gateways").body())
                .matches(
                        "\\[\\{\"id\":\"" + edge.gateway() + "\",\"mode\":\"open\",\"head\":\"[1-9]\\d*\",\"rows\":0,"
                                + "\"clients\":\\d+,\"quarantined\":0,\"strangers\":0,\"rulesVersion\":1,\"followers\":\\[.*]}]");
        assertThat(edge.post(admin.formatted("flush"), "").body()).isEqualTo("{\"flushed\":true}");
    }

    @OnBothServers
    void who_saves_rules_that_show_more_tables_is_warned_for_existing_clients(DeployedServer server) {
        var edge = Edge.onNewGateway(server).asOperator();
        var path = "/v1/admin/sync-rules/" + edge.gateway();
        var rules = "{\"version\":1,\"buckets\":[{\"name\":\"all\",\"tables\":[\"todos\"%s],\"filters\":[]}]}";

        assertThat(edge.post(path, rules.formatted("")).body()).isEqualTo("{\"saved\":true}");
        assertThat(edge.post(path, rules.formatted(",\"lists\"")).body())
                .startsWith(
                        "{\"saved\":true,\"warnings\":[\"these rules show tables that the rules before did not name: lists. ");
        assertThat(edge.post(path, rules.formatted("")).body()).isEqualTo("{\"saved\":true}");
    }

    @OnBothServers
    void machines_learn_about_the_server_without_a_token(DeployedServer server) {
        var nobody = Edge.onNewGateway(server).with("");

        assertThat(nobody.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(nobody.get("/ready").body()).isEqualTo("{\"status\":\"ready\"}");
        assertThat(nobody.get("/v1/connectors/types").body()).isEqualTo("[]");
        var metrics = nobody.get("/metrics");
        assertThat(metrics.header("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualTo("text/plain;version=0.0.4;charset=utf-8");
        assertThat(metrics.body()).contains("# TYPE lakesync_ws_connections gauge", "lakesync_ws_connections ");
        var openapi = nobody.get("/v1/openapi.json");
        assertThat(openapi.status()).isEqualTo(200);
        assertThat(openapi.body())
                .contains(
                        "\"openapi\"",
                        "/v1/sync/{gateway}/push",
                        "/v1/admin/gateways/{gateway}",
                        "/v1/connectors/types");
    }

    private static long replacedIds(Edge edge) {
        var name = "lakesync_delta_ids_replaced_total ";
        return edge.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
