package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Many sockets of one gateway that are read for together though they see different rows. */
class ManySocketsIT {
    private static final String BY_TITLE =
            """
            {"version":1,"buckets":[
              {"name":"some","tables":["todos"],"write":"any",
               "filters":[{"column":"title","op":"in","value":"jwt:sees"}]}]}""";
    private static final List<String> KINDS = List.of("milk", "bread");
    private static final String CAPABLE = "&capabilities=upsert,reject,cursor";
    private static final int SOCKETS_OF_EACH = 8;
    private static final int ROWS = 12;

    @OnBothServers
    void each_is_told_of_its_own_rows_only_in_order_and_not_of_its_own_pushes_also_when_rules_change(
            DeployedServer server) throws Exception {
        var edge = Edge.onNewGateway(server);
        edge.saveRules(BY_TITLE);
        var lines = new ArrayList<Line>();
        try {
            for (int i = 0; i < SOCKETS_OF_EACH; i++) {
                for (var kind : KINDS) {
                    lines.add(Line.open(edge, kind + i, kind, CAPABLE));
                    lines.add(Line.open(edge, "old" + kind + i, kind, ""));
                }
            }
            var eve = Line.open(edge, "eve", "milk", CAPABLE);
            lines.add(eve);
            for (int row = 0; row < ROWS; row++) {
                push(edge, "eve", "milk" + row, "milk");
                push(edge, "fay", "bread" + row, "bread");
            }
            push(edge, "fay", "milk last", "milk");
            push(edge, "fay", "bread last", "bread");
            for (var line : lines) {
                var told = line.listenFor(line.kind() + " last");
                assertThat(rows(told)).as(line.name()).isEqualTo(line == eve ? List.of("milk last") : all(line.kind()));
            }

            edge.saveRules(BY_TITLE.replace("jwt:sees", "bread"));
            push(edge, "fay", "bread end", "bread");

            for (var line : lines) {
                line.listenFor("bread end");
                var held = new TreeSet<>(all("bread"));
                held.add("bread end");
                assertThat(line.held()).as(line.name()).isEqualTo(held);
            }
        } finally {
            lines.forEach(line -> line.socket().close());
        }
    }

    private static List<String> all(String kind) {
        var rows = new ArrayList<String>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(kind + row);
        }
        rows.add(kind + " last");
        return rows;
    }

    private static List<String> rows(List<Delta> deltas) {
        return deltas.stream().map(delta -> delta.row().rowId()).distinct().toList();
    }

    private static void push(Edge edge, String client, String row, String title) {
        var push = new PushRequest(
                new GatewayId(edge.gateway()), client, List.of(Deltas.title(client, row, title)), Set.of());
        var pushed = edge.with(edge.token(client, client.equals("eve") ? "milk" : "nothing"))
                .push(JsonCodec.writePush(push));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(200);
    }

    /** An open socket at the head, and the rows that its client holds. */
    private record Line(String name, String kind, WebSocketClient socket, TreeSet<String> held) {
        private static Line open(Edge edge, String name, String kind, String more) throws Exception {
            var path = "/sync/" + edge.gateway() + "/ws?token=" + edge.token(name, kind) + more;
            var socket = WebSocketClient.open(edge.server().webSocketUri(path));
            socket.send(ProtobufCodec.writePull(new PullRequest(
                    new GatewayId(edge.gateway()), name, Cursor.BEGINNING, 100, Optional.empty(), Set.of())));
            assertThat(socket.next(false).hasMore()).isFalse();
            return new Line(name, kind, socket, new TreeSet<>());
        }

        /** What comes until it tells of a row. */
        private List<Delta> listenFor(String row) throws InterruptedException {
            var told = new ArrayList<Delta>();
            while (told.stream().noneMatch(delta -> delta.row().rowId().equals(row))) {
                told.addAll(socket.next(true).deltas());
            }
            for (var delta : told) {
                if (delta.op() == DeltaOp.DELETE) {
                    held.remove(delta.row().rowId());
                } else {
                    held.add(delta.row().rowId());
                }
            }
            return told;
        }
    }
}
