package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On servers of their own, whose limits are set. */
class RateLimitIT {
    private static final Map<String, String> LIMITS = Map.of(
            "LAKESYNC_LIMIT_CLIENT_REQUESTS_PER_SECOND", "1",
            "LAKESYNC_LIMIT_CLIENT_BURST", "6",
            "LAKESYNC_LIMIT_GATEWAY_REQUESTS_PER_SECOND", "1",
            "LAKESYNC_LIMIT_GATEWAY_BURST", "300");

    /** More than any limit gives while so many are sent. */
    private static final int MANY = 5000;

    private int refused;

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void who_asks_too_often_is_told_when_to_come_back_and_the_others_are_served(ServerKind kind) throws Exception {
        try (var own = OwnServer.start(kind, Database.H2, LIMITS)) {
            var ann = Edge.onNewGateway(own.server());
            askUntilRefused(ann, "this client");
            refuseBeforeTheBody(ann);
            serveTheOthers(ann);
            endTheSocket(ann.as("cat"));
            askInTurnsUntilTheGatewayRefuses(ann);

            var farm = Edge.onNewGateway(own.server());
            assertThat(farm.pull("0").status()).as("another gateway").isEqualTo(200);
            assertThat(serveAgain(ann.as("late"))).as("a moment later").isTrue();
        }
    }

    private void askUntilRefused(Edge edge, String whose) {
        for (int i = 0; i < MANY; i++) {
            var answer = edge.pull("0");
            if (answer.status() != 200) {
                requireRateLimited(answer, whose);
                return;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    /** A body is announced and never sent. Once more, should the limit have given way between the two requests. */
    private void refuseBeforeTheBody(Edge edge) throws IOException {
        var head = RawHttp.head(
                "POST /v1/sync/" + edge.gateway() + "/push",
                "Authorization: Bearer " + edge.token(),
                "Content-Type: application/json",
                "Content-Length: 1000");
        for (int i = 0; i < 3; i++) {
            askUntilRefused(edge, "this client");
            var answer = RawHttp.send(edge.server().baseUri(), head);
            if (answer.status() != 0) {
                requireRateLimited(answer, "this client");
                return;
            }
        }
        throw new AssertionError("the server waits for the body");
    }

    private static void serveTheOthers(Edge limited) {
        assertThat(limited.as("bob").pull("0").status()).isEqualTo(200);
        for (int i = 0; i < 20; i++) {
            for (var path : List.of("/health", "/ready", "/metrics", "/v1/openapi.json")) {
                assertThat(limited.get(path).status()).as(path).isEqualTo(200);
            }
        }
    }

    /** Fewer than its own limit of messages, and more than the client's. */
    private void endTheSocket(Edge edge) throws Exception {
        var uri = edge.server().webSocketUri("/v1/sync/" + edge.gateway() + "/ws?token=" + edge.token());
        var pull = ProtobufCodec.writePull(new PullRequest(
                new GatewayId(edge.gateway()), "cat", Cursor.BEGINNING, 10, Optional.empty(), Set.of()));
        try (var socket = WebSocketClient.open(uri)) {
            for (int i = 0; i < 40 && !socket.hasEnded(); i++) {
                socket.trySend(pull);
            }
            assertThat(socket.ending()).isEqualTo("1008 Rate limit exceeded");
        }
        refused++;
    }

    /** Each client stays below its own limit. */
    private void askInTurnsUntilTheGatewayRefuses(Edge edge) {
        for (int i = 0; i < MANY; i++) {
            var answer = edge.as("client " + i).pull("0");
            if (answer.status() != 200) {
                requireRateLimited(answer, "this gateway");
                assertThat(metric(edge, "client") + metric(edge, "gateway")).isEqualTo(refused);
                assertThat(metric(edge, "gateway")).isOne();
                return;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private static boolean serveAgain(Edge edge) {
        for (int i = 0; i < MANY; i++) {
            if (edge.pull("0").status() == 200) {
                return true;
            }
        }
        return false;
    }

    private void requireRateLimited(Answer answer, String whose) {
        answer.requireRefusal(429, "RATE_LIMITED", "a request too many");
        assertThat(answer.body()).contains(whose);
        assertThat(answer.header("Retry-After").map(Integer::valueOf)).contains(1);
        refused++;
    }

    private static long metric(Edge edge, String limit) {
        var name = "lakesync_rate_limited_total{limit=\"" + limit + "\"} ";
        return edge.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length())))
                .sum();
    }
}
