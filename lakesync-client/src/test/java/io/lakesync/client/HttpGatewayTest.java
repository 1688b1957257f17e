package io.lakesync.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGatewayTest {
    private static final GatewayId GATEWAY = new GatewayId("g");
    private static final Caller ANN = new Caller("ann/1", "g", Set.of(), Map.of(), Instant.MAX);
    private static final String PAGE = "{\"deltas\":[],\"serverHlc\":\"18\",\"hasMore\":true}";
    private static final String REFUSAL = "{\"error\":\"Invalid token\",\"code\":\"AUTH_ERROR\"}";

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
    private HttpServer server;
    private HttpGateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        var address =
                URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
        gateway = new HttpGateway(address, caller -> tokens.remove());
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    @Test
    void a_pull_names_everything_that_it_asks_for() {
        answers.add(new Answer(200, PAGE));

        var page = gateway.pull(ANN, pull(Optional.of("crm 1")));

        assertThat(page.cursor()).isEqualTo(new Cursor(18));
        assertThat(page.hasMore()).isTrue();
        assertThat(page.rulesVersion()).isEqualTo(7);
        assertThat(seen)
                .containsExactly(
                        "GET /v1/sync/g/pull?since=12&clientId=ann%2F1&limit=5&source=crm+1 Bearer first cursor,upsert");
    }

    @Test
    void a_refused_token_is_asked_for_anew_once() {
        answers.add(new Answer(401, REFUSAL));
        answers.add(new Answer(200, PAGE));

        gateway.pull(ANN, pull(Optional.empty()));

        assertThat(seen).hasSize(2).last().asString().contains("Bearer second");
    }

    @Test
    void a_token_that_is_refused_again_is_the_callers_concern() {
        answers.add(new Answer(401, REFUSAL));
        answers.add(new Answer(401, REFUSAL));

        var refused = catchThrowableOfType(SyncException.class, () -> gateway.pull(ANN, pull(Optional.empty())));

        assertThat(refused.failure()).isEqualTo(SyncFailure.AUTH_ERROR);
        assertThat(tokens).containsExactly("third");
    }

    @Test
    void a_refusal_keeps_its_code_details_and_version_of_the_rules() {
        answers.add(
                new Answer(
                        422,
                        "{\"error\":\"no\",\"code\":\"SCHEMA_ERROR\",\"details\":[{\"index\":3,\"code\":\"SCHEMA_ERROR\",\"error\":\"x\"}]}"));

        var refused = catchThrowableOfType(
                SyncException.class, () -> gateway.push(ANN, new PushRequest(GATEWAY, "ann/1", List.of(), Set.of())));

        assertThat(refused.failure()).isEqualTo(SyncFailure.SCHEMA_ERROR);
        assertThat(refused.details()).extracting(FailureDetail::index).containsExactly(3);
        assertThat(refused.rulesVersion()).hasValue(7);
    }

    @Test
    void a_server_that_does_not_answer_is_unavailable() {
        server.stop(0);

        assertThatThrownBy(() -> gateway.pull(ANN, pull(Optional.empty())))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.UNAVAILABLE));
    }

    @Test
    void a_socket_that_is_refused_says_why() {
        answers.add(new Answer(403, "{}"));

        var refused = catchThrowableOfType(SyncException.class, () -> gateway.stream(ANN, pull(Optional.empty())));

        assertThat(refused.failure()).isEqualTo(SyncFailure.FORBIDDEN);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        seen.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        headers.getFirst("Authorization"),
                        headers.getFirst("X-LakeSync-Capabilities")));
        var answer = answers.remove();
        var body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("X-Sync-Rules-Version", "7");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static PullRequest pull(Optional<String> source) {
        var capabilities = Set.of(Capability.UPSERT, Capability.CURSOR);
        return new PullRequest(GATEWAY, "ann/1", new Cursor(12), 5, source, capabilities);
    }

    private record Answer(int status, String body) {}
}
