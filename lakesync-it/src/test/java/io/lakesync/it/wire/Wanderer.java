package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.client.HttpGateway;
import io.lakesync.contracts.replica.Link;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A client that asks another node each time. It holds the rows that it pushed or was sent until it is told to forget them. */
final class Wanderer implements AutoCloseable {
    private static final String NAME = "ann";
    private static final String RULES =
            """
            {"version":1,"buckets":[
              {"name":"shared","tables":["todos"],"filters":[{"column":"title","op":"in","value":"%s"}]}]}""";
    private static final int ROWS_MAX = 100;

    private final List<HttpGateway> nodes;
    private final GatewayId gateway;
    private final Set<Capability> capabilities;
    private final Set<String> rows = new TreeSet<>();
    private Cursor since = Cursor.BEGINNING;
    private Cursor reached = Cursor.BEGINNING;
    private int turn;

    Wanderer(Set<Capability> capabilities, Edge... nodes) {
        this.nodes = List.of(nodes).stream()
                .map(edge -> new HttpGateway(
                        edge.server().baseUri(),
                        caller -> edge.token(NAME, caller.claims().get("sees").toArray(String[]::new))))
                .toList();
        this.gateway = new GatewayId(nodes[0].gateway());
        this.capabilities = capabilities;
    }

    /** Shows rows of such a title: a text, or a claim. */
    static void save(Edge edge, String title) {
        edge.saveRules(RULES.formatted(title));
    }

    /** Pulls under these claims to the end, which is one page: the next view is asked of another node. */
    Set<String> sees(String... claims) {
        Page page;
        do {
            since = reached;
            page = next(claims).pull(since, ROWS_MAX);
            page.deltas().forEach(delta -> {
                if (delta.op() == DeltaOp.DELETE) {
                    rows.remove(delta.row().rowId());
                } else {
                    rows.add(delta.row().rowId());
                }
            });
            reached = page.cursor();
        } while (page.hasMore());
        return rows;
    }

    /** An existing client is answered the position that it has proved, which another node was told. */
    void push(String row, String title, String... claims) {
        var pushed = next(claims).push(List.of(Deltas.title(NAME, row, title)));
        rows.add(row);
        if (capabilities.isEmpty()) {
            assertThat(pushed.cursor()).isEqualTo(since);
        }
    }

    @Override
    public void close() {
        nodes.forEach(HttpGateway::close);
    }

    private Link next(String... claims) {
        var caller = new Caller(NAME, gateway.value(), Set.of("client"), Map.of("sees", List.of(claims)), Instant.MAX);
        return new Link(nodes.get(turn++ % nodes.size()), caller, gateway, capabilities);
    }
}
