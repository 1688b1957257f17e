package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What administrators decide about deltas in quarantine, over HTTP. */
class QuarantineIT {
    private static final Pattern KEY = Pattern.compile("\"key\":\"([0-9a-f]{64}[A-Z]+)\"");

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_delta_in_quarantine_is_replayed_once_it_fits(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        register(edge, "title");
        assertThat(pushNote(edge).status()).isEqualTo(200);
        var key = keys(edge).get(0);

        assertThat(decide(edge, "replay", key).body()).isEqualTo("{\"replayed\":0,\"refused\":1,\"gone\":0}");
        register(edge, "title", "note");
        assertThat(decide(edge, "replay", key).body()).isEqualTo("{\"replayed\":1,\"refused\":0,\"gone\":0}");
        assertThat(decide(edge, "replay", key).body()).isEqualTo("{\"replayed\":0,\"refused\":0,\"gone\":1}");

        assertThat(pullOfBen(edge)).contains("\"clientId\":\"ann\"", "\"note\"");
        assertThat(keys(edge)).isEmpty();
        assertThat(get(edge, "audit")).contains("\"REPLAY\"", "\"REPLAY_REFUSED\"", "\"operator\":\"ada\"", key);
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_discarded_delta_reaches_nobody(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        register(edge, "title");
        pushNote(edge);
        var key = keys(edge).get(0);

        assertThat(decide(edge, "discard", key).body()).isEqualTo("{\"discarded\":1,\"gone\":0}");

        assertThat(decide(edge, "discard", key).body()).isEqualTo("{\"discarded\":0,\"gone\":1}");
        register(edge, "title", "note");
        assertThat(decide(edge, "replay", key).body()).contains("\"gone\":1");
        assertThat(pullOfBen(edge)).doesNotContain("\"note\"");
        assertThat(get(edge, "audit")).contains("\"DISCARD\"");
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void of_two_administrators_at_once_one_replays(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        register(edge, "title");
        IntStream.range(0, 10).forEach(i -> pushNote(edge));
        register(edge, "title", "note");
        var keys = keys(edge).toArray(String[]::new);

        var both = Stream.of("ada", "bob")
                .map(name -> CompletableFuture.supplyAsync(() -> decide(edge, "replay", keys)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(both).extracting(Answer::status).containsOnly(200);
        assertThat(both.stream()
                        .mapToInt(answer -> number(answer.body(), "replayed"))
                        .sum())
                .isEqualTo(10);
        assertThat(Collections.frequency(List.of(get(edge, "audit").split("\"")), "REPLAY"))
                .isEqualTo(10);
    }

    @OnBothServers
    void a_decision_is_an_administrators_and_names_what_it_is_about(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var quarantine = "/v1/admin/quarantine/" + edge.gateway();
        var nobodysKeys = "{\"keys\":[\"no such key\"]}";

        edge.get(quarantine).requireRefusal(403, "AUTH_ERROR", "a list for a client");
        edge.post(quarantine + "/replay", nobodysKeys).requireRefusal(403, "AUTH_ERROR", "a client's replay");
        edge.post(quarantine + "/discard", nobodysKeys).requireRefusal(403, "AUTH_ERROR", "a client's discard");
        edge.get("/v1/admin/audit/" + edge.gateway()).requireRefusal(403, "AUTH_ERROR", "a client's audit");
        assertThat(decide(edge, "discard", "no such key").body()).isEqualTo("{\"discarded\":0,\"gone\":1}");
        for (var body : List.of("", "[]", "{}", "{\"keys\":1}", "{\"keys\":[1]}", "{\"keys\":null}", many())) {
            edge.asAdministrator()
                    .post(quarantine + "/replay", body)
                    .requireRefusal(400, "VALIDATION_ERROR", body.substring(0, Math.min(40, body.length())));
        }
        edge.asOperator()
                .post("/v1/admin/quarantine/nowhere/replay", nobodysKeys)
                .requireRefusal(404, "NOT_FOUND", "no such gateway");
    }

    @OnBothServers
    void a_base_is_raised_to_a_version_that_is_there(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        register(edge, "title");
        register(edge, "title", "note");
        var base = "/v1/admin/schema/" + edge.gateway() + "/base";
        var admin = edge.asAdministrator();
        var wanted = "{\"table\":\"todos\",\"version\":%s}";

        for (var version : List.of("3", "0", "-1", "99999999999999999999")) {
            admin.send("PUT", base, wanted.formatted(version)).requireRefusal(400, "SCHEMA_ERROR", version);
        }
        for (var version : List.of("null", "1.5", "\"2\"", "{}")) {
            admin.send("PUT", base, wanted.formatted(version)).requireRefusal(400, "VALIDATION_ERROR", version);
        }
        edge.send("PUT", base, wanted.formatted("2")).requireRefusal(403, "AUTH_ERROR", "a client");
        assertThat(get(edge, "schema")).contains("\"versions\":[1,2],\"base\":1");

        assertThat(admin.send("PUT", base, wanted.formatted("2")).status()).isEqualTo(200);
        assertThat(get(edge, "schema")).contains("\"versions\":[1,2],\"base\":2");
        admin.send("PUT", base, wanted.formatted("1")).requireRefusal(400, "SCHEMA_ERROR", "a lower base");
        assertThat(get(edge, "audit")).contains("\"RAISE_BASE\"");
    }

    static void register(Edge edge, String... columns) {
        var declared = Stream.of(columns)
                .map("{\"name\":\"%s\",\"type\":\"string\"}"::formatted)
                .collect(Collectors.joining(","));
        var document = "{\"table\":\"todos\",\"columns\":[%s]}".formatted(declared);
        var saved = edge.asAdministrator().post("/v1/admin/schema/" + edge.gateway(), document);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    }

    /** Ann, an existing client, pushes one new delta with a note. */
    static Answer pushNote(Edge edge) {
        return edge.push(Deltas.push("\"column\":\"title\"", "\"column\":\"note\""));
    }

    static List<String> keys(Edge edge) {
        return KEY.matcher(get(edge, "quarantine"))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    static Answer decide(Edge edge, String decision, String... keys) {
        var body = "{\"keys\":[%s]}"
                .formatted(Stream.of(keys).map("\"%s\""::formatted).collect(Collectors.joining(",")));
        var path = "/v1/admin/quarantine/%s/%s".formatted(edge.gateway(), decision);
        return edge.asAdministrator().post(path, body);
    }

    private static String get(Edge edge, String subject) {
        return edge.asAdministrator()
                .get("/v1/admin/%s/%s".formatted(subject, edge.gateway()))
                .body();
    }

    private static String pullOfBen(Edge edge) {
        var path = "/v1/sync/%s/pull?clientId=ben&since=1".formatted(edge.gateway());
        var capabilities = new String[] {"X-LakeSync-Capabilities", "upsert,cursor"};
        return edge.as("ben")
                .send("GET", path, BodyPublishers.noBody(), capabilities)
                .body();
    }

    private static String many() {
        return IntStream.range(0, 1001)
                .mapToObj("\"k%d\""::formatted)
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static int number(String body, String name) {
        var found = Pattern.compile("\"%s\":([0-9]+)".formatted(name)).matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
