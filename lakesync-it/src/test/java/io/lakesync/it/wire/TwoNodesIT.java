package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers, of different make, on one PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesIT {
    private static final String LISTENERS = "FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " AND datname = current_database() AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%')";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private OwnServer one;
    private OwnServer other;

    /** The other looks for itself so seldom that only a wake-up can make it push. */
    @BeforeAll
    void startBoth() {
        assumeThat(ServerKind.wanted()).contains(ServerKind.values());
        one = OwnServer.start(ServerKind.WILDFLY, Database.POSTGRESQL);
        var database = one.server().database();
        other = OwnServer.start(
                ServerKind.PAYARA,
                Database.POSTGRESQL,
                Map.of(
                        "LAKESYNC_DB_URL", database.url(),
                        "LAKESYNC_DB_USER", database.user(),
                        "LAKESYNC_DB_PASSWORD", database.password(),
                        "LAKESYNC_FOLLOWER_POLL", "10 m"));
    }

    @AfterAll
    void stopBoth() {
        for (var server : new OwnServer[] {one, other}) {
            if (server != null) {
                server.close();
            }
        }
    }

    @Test
    void what_is_pushed_to_one_node_reaches_the_sockets_of_the_other() throws Exception {
        awaitListeners(2);
        var here = Edge.onNewGateway(one.server());
        try (var bob = socketAtHead(at(other, here).as("bob"), "bob")) {
            here.push(Deltas.push("r1", "milk"));

            assertThat(bob.next(true).deltas())
                    .extracting(delta -> delta.row().rowId())
                    .containsOnly("milk");
        }
    }

    @Test
    void a_cut_channel_delays_what_other_nodes_push_and_loses_nothing() throws Exception {
        awaitListeners(2);
        var there = Edge.onNewGateway(other.server());
        try (var bob = socketAtHead(at(one, there).as("bob"), "bob")) {
            for (var row : List.of("r1", "r2", "r3")) {
                execute("SELECT pg_terminate_backend(pid) " + LISTENERS);
                there.push(Deltas.push("r1", row));

                assertThat(bob.next(true).deltas())
                        .extracting(delta -> delta.row().rowId())
                        .containsOnly(row);
            }
        }
        assertThat(count("SELECT count(*) " + LISTENERS)).isPositive();
    }

    @Test
    void both_nodes_append_to_one_log_and_every_reader_gets_everything_in_order() throws Exception {
        awaitListeners(1);
        var here = Edge.onNewGateway(one.server());
        var there = at(other, here);
        int each = 30;
        try (var atOne = socketAtHead(here.as("reader1"), "reader1");
                var atOther = socketAtHead(there.as("reader2"), "reader2")) {
            IntStream.range(0, 4 * each).parallel().forEach(number -> {
                var client = "client" + number % 4;
                var edge = (number % 2 == 0 ? here : there).as(client);
                var push = Deltas.push("\"ann\"", "\"" + client + "\"").replace("\"r1\"", "\"row" + number + "\"");
                assertThat(edge.push(push).status()).isEqualTo(200);
            });

            var first = rows(atOne, 4 * each);
            assertThat(first).hasSize(4 * each);
            assertThat(rows(atOther, 4 * each)).isEqualTo(first);
            assertThat(here.pull("1").body()).isEqualTo(there.pull("1").body());
        }
    }

    @Test
    void rules_saved_on_one_node_judge_what_sockets_and_pushes_at_the_other_may() throws Exception {
        awaitListeners(2);
        var here = Edge.onNewGateway(one.server());
        Wanderer.save(here, "jwt:sees");
        try (var ann = new Wanderer(Set.of(Capability.values()), here, at(other, here));
                var bob = socketAtHead(at(other, here).with(here.token("bob", "milk")), "bob")) {
            ann.push("m", "milk", "milk");
            ann.push("b", "bread", "bread");
            assertThat(bob.next(true).deltas())
                    .extracting(delta -> delta.row().rowId())
                    .containsOnly("m");

            Wanderer.save(here, "bread");

            var told = bob.next(true).deltas();
            assertThat(told).extracting(delta -> delta.row().rowId()).containsExactlyInAnyOrder("m", "b");
            assertThat(told)
                    .filteredOn(Delta::isForget)
                    .extracting(delta -> delta.row().rowId())
                    .containsExactly("m");
            for (int node = 0; node < 2; node++) {
                assertThatThrownBy(() -> ann.push("n", "milk", "milk"))
                        .isInstanceOfSatisfying(SyncException.class, refusal -> assertThat(refusal.failure())
                                .isEqualTo(SyncFailure.FORBIDDEN));
            }
            ann.push("b", "bread", "bread");
            ann.push("b", "bread", "bread");
        }
    }

    @Test
    void who_pulls_and_pushes_at_both_nodes_in_turn_is_told_what_to_forget_when_claims_and_rules_change() {
        for (var capabilities : List.of(Set.of(Capability.values()), Set.<Capability>of())) {
            var here = Edge.onNewGateway(one.server());
            var there = at(other, here);
            Wanderer.save(here, "jwt:sees");
            try (var ann = new Wanderer(capabilities, here, there)) {
                assertThat(ann.sees("milk")).isEmpty();
                ann.push("m", "milk", "milk");
                assertThat(ann.sees("bread")).isEmpty();
                ann.push("b", "bread", "bread");
                for (int turn = 0; turn < 2; turn++) {
                    assertThat(ann.sees("milk")).containsExactly("m");
                    assertThat(ann.sees("bread")).containsExactly("b");
                    ann.push("own" + turn, "milk", "milk");
                    assertThat(ann.sees("bread", "milk")).containsExactly("b", "m", "own" + turn);
                    Wanderer.save(turn == 0 ? there : here, "bread");
                    assertThat(ann.sees("milk")).containsExactly("b");
                    ann.push("b", "bread", "milk");
                    Wanderer.save(turn == 0 ? here : there, "jwt:sees");
                    assertThat(ann.sees("tea" + turn)).isEmpty();
                    ann.push("own" + turn, "tea" + turn, "tea" + turn, "milk");
                    assertThat(ann.sees("milk")).containsExactly("m");
                }
            }
        }
    }

    /** The rows in the order in which they arrive; the cursors must only grow. */
    private static List<String> rows(WebSocketClient socket, int count) throws InterruptedException {
        var rows = new LinkedHashMap<String, Cursor>();
        var last = Cursor.BEGINNING;
        while (rows.size() < count) {
            Page page = socket.next(true);
            assertThat(page.cursor()).isGreaterThan(last);
            last = page.cursor();
            for (var delta : page.deltas()) {
                assertThat(rows.put(delta.row().rowId(), last)).as("sent twice").isNull();
            }
        }
        return new ArrayList<>(rows.keySet());
    }

    private static Edge at(OwnServer server, Edge edge) {
        return new Edge(server.server(), edge.gateway(), edge.token());
    }

    private static WebSocketClient socketAtHead(Edge edge, String client) throws Exception {
        var socket = WebSocketClient.open(edge.server()
                .webSocketUri("/sync/%s/ws?token=%s&capabilities=upsert,reject,cursor"
                        .formatted(edge.gateway(), edge.token())));
        socket.send(ProtobufCodec.writePull(new PullRequest(
                new GatewayId(edge.gateway()), client, Cursor.BEGINNING, 100, Optional.empty(), Set.of())));
        assertThat(socket.next(false).hasMore()).isFalse();
        return socket;
    }

    private void awaitListeners(int wanted) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (count("SELECT count(*) " + LISTENERS) < wanted) {
                Thread.onSpinWait();
            }
        });
    }

    private long count(String query) throws SQLException {
        try (var connection = one.server().connect();
                var any = connection.createStatement();
                var found = any.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = one.server().connect();
                var any = connection.createStatement()) {
            any.execute(statement);
        }
    }
}
