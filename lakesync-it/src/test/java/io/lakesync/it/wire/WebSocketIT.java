package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebSocketIT {
    private static final int ROWS_BEYOND_BUFFERS = 24;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000L;
    private static final String CAPABLE = "&capabilities=upsert,reject,cursor";

    @OnBothServers
    void both_paths_open_and_answer(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        for (var version : List.of("", "/v1")) {
            var path = version + "/sync/" + edge.gateway() + "/ws";
            try (var byQuery = WebSocketClient.open(server.webSocketUri(path + "?token=" + edge.token()));
                    var byHeader = WebSocketClient.open(
                            server.webSocketUri(path), "Authorization", "Bearer " + edge.token())) {
                for (var socket : List.of(byQuery, byHeader)) {
                    socket.send(push(edge, "ann", Deltas.title("ann", "r" + socket.hashCode(), "x")));
                    var answer = socket.next();
                    assertThat(answer).hasSizeGreaterThan(1);
                    assertThat(ProtobufCodec.isBroadcast(answer)).isFalse();
                    assertThat(ProtobufCodec.readPage(answer).deltas()).isEmpty();
                    assertThat(ProtobufCodec.readPage(answer).cursor().value()).isNotZero();
                }
            }
        }
        assertThat(edge.pull("1").body()).contains("\"value\":\"x\"");
    }

    @OnBothServers
    void no_socket_opens_without_a_token_of_the_gateway(DeployedServer server) {
        var edge = Edge.onNewGateway(server);
        long now = Instant.now().getEpochSecond();
        var expired = server.signed("{\"sub\":\"ann\",\"gw\":\"%s\",\"exp\":%d}".formatted(edge.gateway(), now - 1));
        for (var version : List.of("", "/v1")) {
            var path = version + "/sync/" + edge.gateway() + "/ws";
            assertThat(refusal(server, path)).isEqualTo(401);
            assertThat(refusal(server, path + "?token=abc")).isEqualTo(401);
            assertThat(refusal(server, path + "?token=" + expired)).isEqualTo(401);
            assertThat(refusal(server, path + "?token=" + server.token("ann", "elsewhere")))
                    .isEqualTo(403);
            assertThat(refusal(server, path + "x?token=" + edge.token())).isIn(301, 404);
        }
    }

    @OnBothServers
    void a_committed_push_reaches_the_others_and_not_its_sender(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        try (var ann = open(edge, "ann", "");
                var bob = open(edge, "bob", "");
                var cho = open(edge, "cho", CAPABLE)) {
            for (var socket : Map.of("ann", ann, "bob", bob, "cho", cho).entrySet()) {
                socket.getValue().send(pull(edge, socket.getKey(), Cursor.BEGINNING));
                assertThat(socket.getValue().next(false).hasMore()).isFalse();
            }

            ann.send(push(edge, "ann", Deltas.title("ann", "r1", "milk")));
            ann.next(false);
            var atBob = bob.next(true);
            assertThat(atBob.cursor().value()).as("legacy cursors do not move").isZero();
            assertThat(atBob.deltas()).extracting(delta -> delta.op().name()).containsExactly("DELETE", "INSERT");
            var atCho = cho.next(true);
            assertThat(atCho.cursor().value()).isNotZero();
            assertThat(atCho.deltas()).extracting(delta -> delta.row().rowId()).containsOnly("r1");

            edge.as("bob").push(Deltas.push("ann", "bob").replace("ann", "bob"));
            assertThat(ann.next(true).deltas()).extracting(Delta::clientId).contains("bob");
            assertThat(cho.next(true).cursor()).isGreaterThan(atCho.cursor());
            assertThat(bob.isSilent()).isTrue();
        }
    }

    @OnBothServers
    void nothing_is_sent_before_the_first_pull(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        try (var early = open(edge, "bob", "");
                var witness = open(edge, "cho", "")) {
            witness.send(pull(edge, "cho", Cursor.BEGINNING));
            witness.next(false);
            edge.push(Deltas.push("r1", "r1"));
            witness.next(true);

            early.send(pull(edge, "bob", Cursor.BEGINNING));
            assertThat(early.next(false).deltas()).isNotEmpty();
        }
    }

    @OnBothServers
    void what_is_no_frame_ends_the_socket_with_its_reason(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        var before = edge.trace();
        assertThat(endedBy(edge, new byte[0])).isEqualTo("1002 Message too short");
        assertThat(endedBy(edge, new byte[] {1})).isEqualTo("1002 Message too short");
        assertThat(endedBy(edge, new byte[] {4, 1, 2})).isEqualTo("1002 Unknown message tag: 0x04");
        assertThat(endedBy(edge, new byte[] {1, 10, 100, 1})).startsWith("1007 VALIDATION_ERROR: ");
        assertThat(endedBy(edge, new byte[2 << 20])).startsWith("1009");
        assertThat(endedBy(edge, push(edge, "bob", Deltas.title("bob", "r1", "x"))))
                .startsWith("1008 FORBIDDEN: ");
        assertThat(endedBy(edge, push(edge, "ann", Deltas.title("bob", "r1", "x"))))
                .startsWith("1008 FORBIDDEN: ");
        assertThat(endedBy(edge, push(edge, "ann", many("bob")))).startsWith("1008 FORBIDDEN: delta 0: ");
        assertThat(endedBy(edge, push(edge, "ann", many("ann"))))
                .isEqualTo("1008 VALIDATION_ERROR: a push holds at most 10000 deltas, this one has 10001");
        assertThat(edge.trace()).isEqualTo(before);
        try (var socket = open(edge, "ann", "")) {
            socket.sendText("hello");
            assertThat(socket.ending()).startsWith("1003");
        }
        edge.requireLife("bad frames");
    }

    @OnBothServers
    void the_51st_message_of_a_second_ends_the_socket(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        try (var socket = open(edge, "ann", CAPABLE)) {
            var pull = pull(edge, "ann", Cursor.BEGINNING);
            for (int i = 0; i < 2000 && !socket.hasEnded(); i++) {
                socket.trySend(pull);
            }
            assertThat(socket.ending()).isEqualTo("1008 Rate limit exceeded");
        }
    }

    @OnBothServers
    void a_socket_lives_no_longer_than_its_token(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        long end = Instant.now().getEpochSecond() + 3;
        var token = server.signed("{\"sub\":\"ann\",\"gw\":\"%s\",\"exp\":%d}".formatted(edge.gateway(), end));
        try (var socket =
                WebSocketClient.open(server.webSocketUri("/v1/sync/" + edge.gateway() + "/ws?token=" + token))) {
            assertThat(socket.ending()).isEqualTo("1008 Token expired");
            assertThat(Instant.now().getEpochSecond()).isBetween(end, end + 10);
        }
    }

    @OnBothServers
    void a_peer_that_does_not_read_is_ended_and_holds_nobody_up(DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        try (var deaf = open(edge, "bob", CAPABLE);
                var witness = open(edge, "cho", CAPABLE)) {
            awaitOpenSockets(edge, 2);
            deaf.turnDeaf();
            deaf.send(pull(edge, "bob", Cursor.BEGINNING));
            deaf.next(false);
            witness.send(pull(edge, "cho", Cursor.BEGINNING));
            witness.next(false);
            var large = "x".repeat(900_000);
            for (int row = 0; row < ROWS_BEYOND_BUFFERS; row++) {
                edge.push(Deltas.push("\"x\"", '"' + large + '"').replace("r1", "r" + row));
                witness.next(true);
            }
            awaitOpenSockets(edge, 1);
            edge.push(Deltas.push("r1", "last"));
            assertThat(witness.next(true).deltas()).isNotEmpty();
            if (server.kind() == ServerKind.WILDFLY) { // Tyrus cuts the line: no reason overtakes what is unread
                deaf.listenAgain();
                assertThat(deaf.ending()).isEqualTo("1008 Messages are not read");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void a_full_node_refuses_sockets_and_a_stopping_one_says_good_bye(ServerKind kind) throws Exception {
        try (var own = OwnServer.start(kind, Database.H2, Map.of("LAKESYNC_WS_CONNECTIONS_MAX", "2"))) {
            var edge = Edge.onNewGateway(own.server());
            try (var ann = open(edge, "ann", "");
                    var bob = open(edge, "bob", CAPABLE)) {
                // An answer shows that the server has counted the socket.
                ann.send(pull(edge, "ann", Cursor.BEGINNING));
                ann.next(false);
                bob.send(pull(edge, "bob", Cursor.BEGINNING));
                bob.next(false);
                assertThat(refusal(own.server(), "/v1/sync/" + edge.gateway() + "/ws?token=" + edge.token()))
                        .isEqualTo(503);
                var gone = CompletableFuture.runAsync(own::stop);
                var statuses = readinessUntil(gone, edge);
                // The first answers may be ours, also "not ready" on a busy machine; then the server itself refuses,
                // before it closes its port.
                assertThat(statuses.subList(statuses.lastIndexOf(200) + 1, statuses.size()))
                        .as("after it was ready last, of %s", statuses)
                        .contains(503);
                assertThat(ann.ending()).startsWith("1001");
                assertThat(bob.ending()).startsWith("1001");
            }
        }
    }

    private static void awaitOpenSockets(Edge edge, int wanted) {
        for (long end = System.nanoTime() + PATIENCE_NANOS; openSockets(edge) != wanted; ) {
            assertThat(System.nanoTime()).as("%d open", openSockets(edge)).isLessThan(end);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** What the server tells about itself until it is gone; 0 stands for a connection that it refuses or cuts. */
    private static List<Integer> readinessUntil(CompletableFuture<Void> gone, Edge edge) {
        var statuses = new ArrayList<Integer>();
        while (!gone.isDone()) {
            try {
                var answer = RawHttp.send(edge.server().baseUri(), RawHttp.head("GET /ready"));
                statuses.add(answer.status());
            } catch (IOException refused) {
                statuses.add(0);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        return statuses;
    }

    private static int openSockets(Edge edge) {
        var metrics = edge.get("/metrics").body();
        var line = metrics.lines()
                .filter(each -> each.startsWith("lakesync_ws_connections "))
                .findFirst();
        return Integer.parseInt(line.orElseThrow().split(" ")[1]);
    }

    /** More than a push may hold, in less than a frame may. */
    private static Delta[] many(String client) {
        var delta = Deltas.title(client, "r1", "x").withDeltaId("0");
        return Collections.nCopies(10_001, delta).toArray(Delta[]::new);
    }

    private static String endedBy(Edge edge, byte[] frame) throws Exception {
        try (var socket = open(edge, "ann", "")) {
            socket.trySend(frame);
            return socket.ending();
        }
    }

    private static WebSocketClient open(Edge edge, String client, String more) throws WebSocketHandshakeException {
        var token = edge.as(client).token();
        return WebSocketClient.open(
                edge.server().webSocketUri("/sync/" + edge.gateway() + "/ws?token=" + token + more));
    }

    private static int refusal(DeployedServer server, String path) {
        var status = new int[1];
        assertThatThrownBy(() -> WebSocketClient.open(server.webSocketUri(path)).close())
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> status[0] = e.getResponse().statusCode());
        return status[0];
    }

    private static byte[] push(Edge edge, String client, Delta... deltas) {
        return ProtobufCodec.writePush(
                new PushRequest(new GatewayId(edge.gateway()), client, Arrays.asList(deltas), Set.of()));
    }

    private static byte[] pull(Edge edge, String client, Cursor since) {
        return ProtobufCodec.writePull(
                new PullRequest(new GatewayId(edge.gateway()), client, since, 100, Optional.empty(), Set.of()));
    }
}
