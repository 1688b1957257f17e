package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who sees what while rules and tokens change, on deployed servers. The gateway's contract tells the rest. */
class VisibilityIT {
    private static final String BY_TITLE =
            """
            {"version":1,"buckets":[
              {"name":"shared","tables":["todos"],"write":"any",
               "filters":[{"column":"title","op":"in","value":"jwt:sees"}]}]}""";
    private static final String CAPABLE = "upsert,reject,cursor";
    private static final Pattern CURSOR = Pattern.compile("\"serverHlc\":\"(\\d+)\"");

    @OnBothServers
    void another_token_shows_its_rows_and_forgets_those_of_the_former(DeployedServer server) {
        var edge = withTwoRows(server);
        for (var capabilities : Set.of("", CAPABLE)) {
            var first = pull(edge, edge.token("ann" + capabilities.length(), "milk"), "1", capabilities);
            assertThat(first.body()).contains("\"rowId\":\"m\"").doesNotContain("\"rowId\":\"b\"");

            var renewed = edge.token("ann" + capabilities.length(), "bread");
            var second = pull(edge, renewed, cursor(first), capabilities);

            assertThat(second.body()).contains("\"value\":\"bread\"").doesNotContain("\"value\":\"milk\"");
            assertThat(second.body()).contains(forgotten("m"));
        }
    }

    @OnBothServers
    void a_socket_s_view_is_judged_anew_when_rules_change(DeployedServer server) throws Exception {
        var edge = withTwoRows(server);
        var token = edge.token("bob", "milk");
        var path = "/sync/" + edge.gateway() + "/ws?token=" + token + "&capabilities=" + CAPABLE;
        try (var socket = WebSocketClient.open(server.webSocketUri(path))) {
            socket.send(ProtobufCodec.writePull(new PullRequest(
                    new GatewayId(edge.gateway()), "bob", Cursor.BEGINNING, 100, Optional.empty(), Set.of())));
            assertThat(socket.next(false).deltas())
                    .extracting(d -> d.row().rowId())
                    .containsOnly("m");

            edge.saveRules(BY_TITLE.replace("jwt:sees", "bread"));

            var told = socket.next(true).deltas();
            assertThat(told).extracting(d -> d.row().rowId()).containsExactlyInAnyOrder("m", "b");
            assertThat(told)
                    .filteredOn(d -> d.isForget())
                    .extracting(d -> d.row().rowId())
                    .containsExactly("m");
        }
    }

    @OnBothServers
    void an_administrator_is_told_why_a_row_is_seen_and_who_wrote_it(DeployedServer server) {
        var edge = withTwoRows(server);
        var path = "/v1/admin/explain/" + edge.gateway() + "?table=todos&rowId=m&claims=";

        var seen = edge.asAdministrator().get(path + encoded("{\"sees\":[\"milk\",\"tea\"]}"));
        var hidden = edge.asAdministrator().get(path + encoded("{\"sees\":\"tea\"}"));

        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        assertThat(seen.body())
                .contains("\"visible\":true", "\"bucket\":\"shared\"", "\"operands\":[\"milk\",\"tea\"]")
                .contains("\"column\":\"title\"", "\"clientId\":\"eve\"");
        assertThat(hidden.body()).contains("\"visible\":false", "\"passed\":false");
        edge.as("ann").get(path + encoded("{}")).requireRefusal(403, "AUTH_ERROR", "not an administrator");
        edge.asAdministrator()
                .get("/v1/admin/explain/" + edge.gateway() + "?table=todos")
                .requireRefusal(400, "no row");
        edge.asAdministrator().get(path + encoded("{\"sees\":1}")).requireRefusal(400, "a number");
        assertThat(edge.asAdministrator()
                        .get(path.replace("rowId=m", "rowId=never"))
                        .body())
                .contains("\"visible\":false", "The row was never written.");
    }

    @OnBothServers
    void a_second_replica_under_one_client_id_is_counted(DeployedServer server) {
        var edge = withTwoRows(server);
        var token = edge.token("cho", "milk");
        var reached = cursor(pull(edge, token, "0", ""));
        pull(edge, token, reached, "");
        assertThat(edge.asOperator().get("/v1/admin/gateways").body()).contains(edge.gateway());
        assertThat(strangers(edge)).isEqualTo("0");

        pull(edge, token, Long.toString(Long.parseLong(reached) - 6), "");

        assertThat(strangers(edge)).isEqualTo("1");
    }

    private static Edge withTwoRows(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        edge.saveRules(BY_TITLE);
        var eve = edge.with(edge.token("eve", "nobody"));
        for (var row : new String[][] {{"m", "milk"}, {"b", "bread"}}) {
            var push = Deltas.push("\"r1\"", '"' + row[0] + '"').replace("\"x\"", '"' + row[1] + '"');
            var pushed = eve.push(push.replace("\"ann\"", "\"eve\""));
            assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
        }
        return edge;
    }

    private static Answer pull(Edge edge, String token, String since, String capabilities) {
        var subject = edge.with(token);
        var path = "/v1/sync/%s/pull?clientId=%s&since=%s".formatted(edge.gateway(), subjectOf(token), since);
        var answer = capabilities.isEmpty()
                ? subject.get(path)
                : subject.send("GET", path, BodyPublishers.noBody(), "X-LakeSync-Capabilities", capabilities);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String subjectOf(String token) {
        var payload = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        var subject = Pattern.compile("\"sub\":\"([^\"]*)\"").matcher(payload);
        assertThat(subject.find()).isTrue();
        return subject.group(1);
    }

    private static String cursor(Answer page) {
        var found = CURSOR.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static String forgotten(String row) {
        return "{\"op\":\"DELETE\",\"table\":\"todos\",\"rowId\":\"%s\",\"clientId\":\"\"".formatted(row);
    }

    private static String strangers(Edge edge) {
        var list = edge.asOperator().get("/v1/admin/gateways").body();
        var status = list.substring(list.indexOf("{\"id\":\"" + edge.gateway() + "\""));
        var found = Pattern.compile("\"strangers\":(\\d+)").matcher(status);
        assertThat(found.find()).as(status).isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
