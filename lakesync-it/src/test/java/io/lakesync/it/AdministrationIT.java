package io.lakesync.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;

/** What operators put into force, and what is refused. */
class AdministrationIT {
    private static final String RULES =
            """
            {"version": 7, "buckets": [{"name": "all", "tables": [], "filters": []}]}""";
    private static final String TITLE =
            """
            {"table": "todos", "columns": [{"name": "title", "type": "string"}]}""";
    private static final String TITLE_AND_DONE =
            """
            {"table": "todos", "columns": [{"name": "title", "type": "string"}, {"name": "done", "type": "boolean"}]}""";
    private static final String OTHER_TITLE =
            """
            {"table": "todos", "columns": [{"name": "title", "type": "number"}, {"name": "done", "type": "boolean"}]}""";

    private final HttpClient http = HttpClient.newHttpClient();

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_schema_only_grows(DeployedServer server) throws Exception {
        create(server, "growing");

        assertThat(admin(server, "schema/growing", TITLE)).isEqualTo(200);
        assertThat(admin(server, "schema/growing", TITLE_AND_DONE)).isEqualTo(200);
        assertThat(admin(server, "schema/growing", TITLE)).isEqualTo(400);
        assertThat(admin(server, "schema/growing", OTHER_TITLE)).isEqualTo(400);

        assertThat(number(server, "SELECT schema_version FROM lakesync.gateway WHERE id = 'growing'"))
                .isEqualTo(2);
        assertThat(number(server, "SELECT COUNT(*) FROM lakesync.table_schema WHERE gateway = 'growing'"))
                .isEqualTo(2);
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void the_version_of_the_rules_is_a_counter_of_the_server(DeployedServer server) throws Exception {
        create(server, "ruled");
        long born = number(server, "SELECT head FROM lakesync.gateway WHERE id = 'ruled'");

        assertThat(admin(server, "sync-rules/ruled", RULES)).isEqualTo(200);
        assertThat(admin(server, "sync-rules/ruled", RULES)).isEqualTo(200);

        assertThat(rulesVersionOfPull(server, "ruled")).isEqualTo("2");
        assertThat(number(server, "SELECT head FROM lakesync.gateway WHERE id = 'ruled'"))
                .isGreaterThan(born);
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void refused_rules_leave_no_trace(DeployedServer server) throws Exception {
        create(server, "unruled");
        long born = number(server, "SELECT head FROM lakesync.gateway WHERE id = 'unruled'");

        assertThat(admin(server, "sync-rules/unruled", "{\"version\": 0}")).isEqualTo(400);

        assertThat(number(server, "SELECT head FROM lakesync.gateway WHERE id = 'unruled'"))
                .isEqualTo(born);
        assertThat(number(server, "SELECT COUNT(*) FROM lakesync.rules WHERE gateway = 'unruled'"))
                .isZero();
    }

    @OnBothServers
    void only_an_administrator_of_the_gateway_may_change_it(DeployedServer server) throws Exception {
        create(server, "mine");

        assertThat(post(server, "schema/mine", TITLE, server.token("ann", "mine")))
                .isEqualTo(403);
        assertThat(post(server, "schema/mine", TITLE, server.token("root", "theirs", "admin")))
                .isBetween(403, 404);
        assertThat(number(server, "SELECT schema_version FROM lakesync.gateway WHERE id = 'mine'"))
                .isZero();
    }

    @OnBothServers
    void nothing_can_be_put_into_force_in_a_gateway_that_is_not_there(DeployedServer server) throws Exception {
        assertThat(admin(server, "schema/nowhere", TITLE)).isEqualTo(404);
        assertThat(admin(server, "sync-rules/nowhere", RULES)).isEqualTo(404);
    }

    private void create(DeployedServer server, String gateway) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri("/v1/admin/gateways/" + gateway))
                .header("Authorization", "Bearer " + server.token("root", gateway, "admin"))
                .PUT(BodyPublishers.ofString("{\"mode\":\"rules\"}"))
                .build();
        assertThat(send(request).statusCode()).isEqualTo(200);
    }

    private int admin(DeployedServer server, String path, String body) throws IOException, InterruptedException {
        return post(server, path, body, server.token("root", path.replaceFirst(".*/", ""), "admin"));
    }

    private int post(DeployedServer server, String path, String body, String token)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri("/v1/admin/" + path))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
        return send(request).statusCode();
    }

    private String rulesVersionOfPull(DeployedServer server, String gateway) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri("/v1/sync/%s/pull?since=0&clientId=ann".formatted(gateway)))
                .header("Authorization", "Bearer " + server.token("ann", gateway))
                .build();
        return send(request).headers().firstValue("X-Sync-Rules-Version").orElse("absent");
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    private static long number(DeployedServer server, String query) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
