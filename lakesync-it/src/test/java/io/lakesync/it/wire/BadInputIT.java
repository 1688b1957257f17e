package io.lakesync.it.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.hlc.Hlc;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Each entry gets a clear 4xx with a code and leaves no trace, and the server lives. */
class BadInputIT {
    private static final int MIB = 1 << 20;

    /** Each is refused before the application sees it; docs/errors.md lists them. */
    private static final Map<ServerKind, Set<String>> ANSWERED_BY_THE_SERVER = Map.of(
            ServerKind.WILDFLY,
            Set.of(
                    "host",
                    "host of a pull",
                    "no host",
                    "two hosts",
                    "method that is none",
                    "method CONNECT",
                    "negative length"),
            ServerKind.PAYARA,
            Set.of("no host", "method CONNECT", "negative length"));

    @OnBothServers
    void a_body_that_is_no_push_is_refused(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("empty", "");
        bodies.put("null", "null");
        bodies.put("array", "[]");
        bodies.put("text", "\"push\"");
        bodies.put("truncated", Deltas.push("}],", "").replaceAll("\"lastSeenHlc.*", ""));
        bodies.put("two values", Deltas.push("ann", "ann") + "{}");
        bodies.put("100,000 levels", "[".repeat(100_000) + "]".repeat(100_000));
        bodies.put("100,000 levels in a value", Deltas.push("\"x\"", "[".repeat(100_000) + "]".repeat(100_000)));
        bodies.put("no deltas", "{\"clientId\":\"ann\"}");
        bodies.put("no client", "{\"deltas\":[]}");
        bodies.put("deltas null", "{\"clientId\":\"ann\",\"deltas\":null}");
        bodies.put("deltas a number", "{\"clientId\":\"ann\",\"deltas\":1}");
        bodies.put("deltas an object", "{\"clientId\":\"ann\",\"deltas\":{}}");
        bodies.put("a delta null", "{\"clientId\":\"ann\",\"deltas\":[null]}");
        bodies.put("a delta an array", "{\"clientId\":\"ann\",\"deltas\":[[]]}");
        requireRefused(edge, 400, "VALIDATION_ERROR", bodies);
        requireNoTrace(edge, "invalid UTF-8", () -> edge.push(new byte[] {'{', '"', (byte) 0xc3, '"', '}'})
                .requireRefusal(400, "VALIDATION_ERROR", "invalid UTF-8"));
    }

    @OnBothServers
    void a_delta_with_a_missing_or_mistyped_part_is_refused(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("unknown op", Deltas.push("\"INSERT\"", "\"WAT\""));
        bodies.put("op a number", Deltas.push("\"INSERT\"", "1"));
        bodies.put("no op", Deltas.push("\"op\":\"INSERT\",", ""));
        bodies.put("no table", Deltas.push("\"table\":\"todos\",", ""));
        bodies.put("table a number", Deltas.push("\"todos\"", "7"));
        bodies.put("no row", Deltas.push("\"rowId\":\"r1\",", ""));
        bodies.put("row a number", Deltas.push("\"r1\"", "1"));
        bodies.put("row empty", Deltas.push("\"r1\"", "\"\""));
        bodies.put("row too long", Deltas.push("r1", "r".repeat(513)));
        bodies.put("row with U+0000", Deltas.push("r1", "r\\u0000"));
        bodies.put("row with half a pair", Deltas.push("r1", "r\\ud800"));
        bodies.put("columns null", Deltas.push("[{\"column\":\"title\",\"value\":\"x\"}]", "null"));
        bodies.put("columns a text", Deltas.push("[{\"column\":\"title\",\"value\":\"x\"}]", "\"title\""));
        bodies.put("column without a value", Deltas.push(",\"value\":\"x\"", ""));
        bodies.put("column twice", Deltas.push("}],\"hlc", "},{\"column\":\"title\",\"value\":\"y\"}],\"hlc"));
        bodies.put("no hlc", Deltas.push("\"hlc\":", "\"hcl\":"));
        requireRefused(edge, 400, "VALIDATION_ERROR", bodies);
        var name = Deltas.push("\"title\"", "\"a\\\";drop table x;--\"");
        requireRefused(edge, 422, "SCHEMA_ERROR", Map.of("a name from the school yard", name));
    }

    @OnBothServers
    void an_hlc_is_an_unsigned_decimal_text_of_the_present(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var bodies = new LinkedHashMap<String, String>();
        for (var hlc : new String[] {
            "7",
            "-7",
            "null",
            "\"-7\"",
            "\"0\"",
            "0",
            "\"abc\"",
            "\"\"",
            "\"0x10\"",
            "\" 12\"",
            "\"18446744073709551616\"",
            "\"36893488147419103232\""
        }) {
            bodies.put("hlc " + hlc, withHlc(hlc));
        }
        requireRefused(edge, 400, "VALIDATION_ERROR", bodies);
        requireNoTrace(edge, "drift", () -> edge.push(ahead(60_000)).requireRefusal(409, "CLOCK_DRIFT", "drift"));
        requireNoTrace(edge, "far future", () -> edge.push(withHlc("\"18446744073709551615\""))
                .requireRefusal(409, "CLOCK_DRIFT", "far future"));
        assertThat(edge.push(ahead(4_000)).status()).isEqualTo(200);
    }

    @OnBothServers
    void only_the_token_s_subject_may_be_named_as_client(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        requireNoTrace(edge, "envelope", () -> edge.push(Deltas.push("{\"clientId\":\"ann\"", "{\"clientId\":\"bob\""))
                .requireRefusal(403, "FORBIDDEN", "envelope"));
        requireNoTrace(edge, "delta", () -> {
            var answer = edge.push(Deltas.push("\"r1\",\"clientId\":\"ann\"", "\"r1\",\"clientId\":\"bob\""));
            answer.requireRefusal(403, "FORBIDDEN", "delta");
        });
    }

    @OnBothServers
    void too_much_is_refused(DeployedServer server) throws IOException {
        var edge = Edge.onNewGateway(server);
        var many = IntStream.range(0, 10_001).mapToObj(i -> "{}").collect(Collectors.joining(","));
        requireNoTrace(edge, "10,001 deltas", () -> edge.push("{\"clientId\":\"ann\",\"deltas\":[" + many + "]}")
                .requireRefusal(400, "VALIDATION_ERROR", "10,001 deltas"));
        requireNoTrace(edge, "declared", () -> edge.push(" ".repeat(MIB + 1))
                .requireRefusal(413, "PAYLOAD_TOO_LARGE", "declared"));
        var head = RawHttp.head(
                "POST /v1/sync/" + edge.gateway() + "/push",
                "Authorization: Bearer " + edge.token(),
                "Transfer-Encoding: chunked");
        var before = edge.trace();
        RawHttp.send(server.baseUri(), head, ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(UTF_8), 320)
                .requireRefusal(413, "PAYLOAD_TOO_LARGE", "chunked 20 MB");
        assertThat(edge.trace()).isEqualTo(before);
        edge.requireLife("chunked 20 MB");
    }

    /** Who could not be told of one fault is not told of a later one. */
    @OnBothServers
    void of_several_faults_the_first_to_be_checked_is_told(DeployedServer server) throws IOException {
        var edge = Edge.onNewGateway(server);
        var huge = "Content-Length: " + 20 * MIB;
        var push = "POST /v1/sync/" + edge.gateway() + "/push";
        RawHttp.send(server.baseUri(), RawHttp.head(push, "Authorization: Bearer " + edge.token() + "x", huge))
                .requireRefusal(401, "AUTH_ERROR", "a bad token before the declared size");
        var foreign = server.token("ann", "elsewhere");
        RawHttp.send(server.baseUri(), RawHttp.head(push, "Authorization: Bearer " + foreign, huge))
                .requireRefusal(403, "AUTH_ERROR", "the token of another gateway before the declared size");
        RawHttp.send(server.baseUri(), RawHttp.head(push, "Authorization: Bearer " + edge.token(), huge))
                .requireRefusal(413, "PAYLOAD_TOO_LARGE", "the declared size before the body");
        var late = withHlc("\"0\"");
        requireRefused(
                edge,
                400,
                "VALIDATION_ERROR",
                Map.of(
                        "structure before the client",
                        late.replace("\"ann\"", "\"bob\"").replace("\"rowId\":\"r1\",", "")));
        requireRefused(edge, 403, "FORBIDDEN", Map.of("the client before the HLC", late.replace("\"ann\"", "\"bob\"")));
    }

    @OnBothServers
    void whose_the_deltas_are_is_asked_before_how_many_they_are(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        var many = IntStream.range(0, 10_001)
                .mapToObj(
                        "{\"op\":\"DELETE\",\"table\":\"t\",\"rowId\":\"%d\",\"clientId\":\"bob\",\"columns\":[],\"hlc\":\"1\"}"
                                ::formatted)
                .collect(Collectors.joining(","));
        var push = "{\"clientId\":\"ann\",\"deltas\":[" + many + "]}";
        requireNoTrace(edge, "10,001 deltas of another client", () -> {
            var answer = edge.push(push).requireRefusal(403, "FORBIDDEN", "10,001 deltas of another client");
            assertThat(answer.body())
                    .contains("{\"index\":9999,\"code\":\"FORBIDDEN\"")
                    .doesNotContain("{\"index\":10000,");
        });
        requireRefused(edge, 400, "VALIDATION_ERROR", Map.of("10,001 deltas", push.replace("bob", "ann")));
    }

    @OnBothServers
    void a_request_that_is_no_request_is_refused(DeployedServer server) throws IOException {
        var edge = Edge.onNewGateway(server);
        var token = "Authorization: Bearer " + edge.token();
        var pull = "/v1/sync/" + edge.gateway() + "/pull?clientId=ann&since=";
        var heads = new LinkedHashMap<String, String>();
        heads.put("no path", RawHttp.head("GET //"));
        heads.put("host", RawHttp.head("GET /health", "Host: ["));
        heads.put("host of a pull", RawHttp.head("GET " + pull + "1", "Host: [", token));
        heads.put("no host", "GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
        heads.put("two hosts", RawHttp.head("GET /health", "Host: a", "Host: b"));
        heads.put("query", RawHttp.head("GET " + pull + "%zz", token));
        heads.put("query that nobody reads", RawHttp.head("GET /health?%zz"));
        heads.put("query of no UTF-8", RawHttp.head("GET " + pull + "%ff", token));
        heads.put("bracket", RawHttp.head("GET /v1/[", token));
        heads.put("method that is none", RawHttp.head("B@D /health"));
        heads.put("unknown method", RawHttp.head("BREW /health"));
        heads.put("method TRACE", RawHttp.head("TRACE /health"));
        heads.put("method TRACE of a pull", RawHttp.head("TRACE " + pull + "1", token));
        heads.put("method CONNECT", RawHttp.head("CONNECT example.org:443"));
        heads.put("content type", RawHttp.head("POST " + pull, token, "Content-Type: [", "Content-Length: 0"));
        heads.put("accept", RawHttp.head("GET " + pull + "1", token, "Accept: ]["));
        heads.put("negative length", RawHttp.head("POST " + pull, token, "Content-Length: -1"));
        heads.put("hidden segment", RawHttp.head("GET /v1/openapi.json/../admin/gateways"));
        heads.put("matrix", RawHttp.head("GET /v1/admin;x=y/gateways"));
        for (var head : heads.entrySet()) {
            var what = head.getKey();
            var before = edge.trace();
            var answer = RawHttp.send(server.baseUri(), head.getValue());
            assertThat(answer.status()).as(what).isBetween(400, 499);
            if (ANSWERED_BY_THE_SERVER.get(server.kind()).contains(what)) {
                answer.requireSilence(what);
            } else {
                answer.requireRefusal(what.contains("method") ? 404 : 400, what);
            }
            assertThat(edge.trace()).as(what).isEqualTo(before);
            edge.requireLife(what);
        }
    }

    /** Payara answers an undecodable path with an empty 200 before the application sees it: docs/errors.md. */
    @OnBothServers
    void a_path_that_cannot_be_decoded_reaches_nothing(DeployedServer server) throws IOException {
        var edge = Edge.onNewGateway(server);
        for (var path : List.of("/%zz", "/v1/sync/%zz/pull", "/%", "/v1/sync/" + edge.gateway() + "/push%")) {
            var before = edge.trace();
            var answer = RawHttp.send(server.baseUri(), RawHttp.head("GET " + path));
            if (server.kind() == ServerKind.PAYARA && answer.status() == 200) {
                assertThat(answer.body()).as(path).isEmpty();
            } else {
                answer.requireRefusal(400, "VALIDATION_ERROR", path);
            }
            assertThat(edge.trace()).as(path).isEqualTo(before);
            edge.requireLife(path);
        }
    }

    /** As docs/errors.md lists it. */
    @OnBothServers
    void what_the_server_answers_by_itself_harms_nothing(DeployedServer server) throws IOException {
        boolean payara = server.kind() == ServerKind.PAYARA;
        var edge = Edge.onNewGateway(server);
        var before = edge.trace();
        var unknownVersion = "GET /health HTTP/9.9\r\nHost: a\r\nConnection: close\r\n\r\n";
        var noHost = requireStatus(200, edge, RawHttp.head("GET /health", "Host: "));
        assertThat(noHost.body().isEmpty()).isEqualTo(payara);
        requireStatus(400, edge, RawHttp.head("GET /%ff"));
        requireStatus(payara ? 505 : 400, edge, unknownVersion);
        // The server may end the connection while it is still being written to: then there is no answer to read.
        var huge = RawHttp.send(edge.server().baseUri(), RawHttp.head("GET /health", "X: " + "x".repeat(2 * MIB)));
        assertThat(huge.requireSilence("a huge head").status()).isIn(0, 400);
        edge.requireLife("a huge head");
        assertThat(edge.trace()).isEqualTo(before);
    }

    @OnBothServers
    void the_console_answers_no_method_but_its_own(DeployedServer server) throws IOException {
        for (var method : List.of("TRACE", "PUT", "DELETE", "BREW")) {
            var answer = RawHttp.send(server.baseUri(), RawHttp.head(method + " /console/login.xhtml"));
            assertThat(answer.status()).as(method).isBetween(400, 499);
            assertThat(answer.body()).as(method).doesNotContain("Sign in");
        }
    }

    private static Answer requireStatus(int status, Edge edge, String head) throws IOException {
        var what = head.lines().limit(2).collect(Collectors.joining(" "));
        var answer = RawHttp.send(edge.server().baseUri(), head).requireSilence(what);
        assertThat(answer.status()).as(what).isEqualTo(status);
        edge.requireLife(what);
        return answer;
    }

    private static void requireRefused(Edge edge, int status, String code, Map<String, String> bodies) {
        bodies.forEach(
                (what, body) -> requireNoTrace(edge, what, () -> edge.push(body).requireRefusal(status, code, what)));
    }

    private static void requireNoTrace(Edge edge, String what, Runnable request) {
        var before = edge.trace();
        request.run();
        assertThat(edge.trace()).as("trace of " + what).isEqualTo(before);
        edge.requireLife(what);
    }

    private static String withHlc(String json) {
        return Deltas.push("\"hlc\":\"", "\"hlc\":" + json + ",\"was\":\"");
    }

    private static String ahead(long millis) {
        return withHlc("\"" + Hlc.of(Instant.now().toEpochMilli() + millis, 0) + "\"");
    }
}
