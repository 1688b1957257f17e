package io.lakesync.it.materialise;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.HlcClock;
import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.it.server.DeployedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A gateway of its own on a server, one client and the table todos, over HTTP. Not for use by several threads. */
final class Scene {
    private static final String CLIENT = "ann";
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HlcClock clock = new HlcClock(InstantSource.system());
    private final DeployedServer server;
    private final GatewayId gateway;
    private final MaterialisedRows rows;

    private Scene(DeployedServer server, GatewayId gateway) {
        this.server = server;
        this.gateway = gateway;
        this.rows = new MaterialisedRows(server, "\"gw_%s\".\"todos\"".formatted(gateway));
    }

    /** An open gateway without tables. */
    static Scene open(DeployedServer server) {
        var scene = new Scene(server, new GatewayId("gw-" + UUID.randomUUID()));
        scene.requireOk("PUT", "/v1/admin/gateways/%s", "{\"mode\":\"open\"}".getBytes());
        return scene;
    }

    GatewayId gateway() {
        return gateway;
    }

    MaterialisedRows rows() {
        return rows;
    }

    void register(boolean softDelete, String... columns) {
        var declared = Arrays.stream(columns)
                .map(name -> new Column(new Identifier(name), ColumnType.STRING, Optional.empty()))
                .toList();
        var schema = new TableSchema(
                new Identifier("todos"), Optional.empty(), declared, List.of("row_id"), softDelete, Optional.empty());
        requireOk("POST", "/v1/admin/schema/%s", SchemaCodec.write(schema).getBytes());
    }

    /** Waits for the destinations, as an operator's request does. */
    void flush() {
        requireOk("POST", "/v1/admin/flush/%s", new byte[0]);
    }

    Delta put(String rowId, String... columnsAndValues) {
        var columns = new ArrayList<ColumnValue>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            columns.add(new ColumnValue(columnsAndValues[i], JsonText.ofString(columnsAndValues[i + 1])));
        }
        return delta(DeltaOp.UPDATE, rowId, columns);
    }

    Delta delete(String rowId) {
        return delta(DeltaOp.DELETE, rowId, List.of());
    }

    void push(Delta... deltas) {
        assertThat(tryPush(List.of(deltas))).isTrue();
    }

    /** @return whether the server acknowledged; a dead one does not */
    boolean tryPush(List<Delta> deltas) {
        var push = new PushRequest(gateway, CLIENT, deltas, EnumSet.allOf(Capability.class));
        try {
            var answer = send("POST", "/v1/sync/%s/push", CLIENT, "client", JsonCodec.writePush(push));
            if (answer.status() >= 500) {
                return false;
            }
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return true;
        } catch (UncheckedIOException dead) {
            return false;
        }
    }

    /** The gateway as an operator sees it. */
    String status() {
        return send("GET", "/v1/admin/gateways", "root", "admin", new byte[0]).body();
    }

    /** Has every delta posted to an address. */
    void postTo(String url) {
        var webhook = "{\"url\":\"%s\",\"secret\":\"it-is-a-secret-to-everybody\"}".formatted(url);
        requireOk("PUT", "/v1/admin/webhooks/%s/one", webhook.getBytes());
        var shown = send("GET", "/v1/admin/webhooks/%s", "root", "admin", new byte[0]);
        assertThat(shown.body()).contains(url).doesNotContain("secret");
    }

    /** What destinations refused, as an operator sees it. */
    String deadLetters() {
        return send("GET", "/v1/admin/dead-letters/%s", "root", "admin", new byte[0])
                .body();
    }

    /** Has the only dead letter tried again. */
    void replayDeadLetter() {
        var letter = deadLetters();
        var stamp = letter.replaceAll(".*\"stamp\":\"(\\d+)\".*", "$1");
        var wanted = "{\"follower\":\"table todos\",\"stamp\":\"%s\"}".formatted(stamp);
        requireOk("POST", "/v1/admin/dead-letters/%s/replay", wanted.getBytes());
    }

    private Delta delta(DeltaOp op, String rowId, List<ColumnValue> columns) {
        var delta = new Delta(op, new RowKey("todos", rowId), CLIENT, columns, clock.issue(), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }

    private void requireOk(String method, String path, byte[] body) {
        var answer = send(method, path, "root", "admin", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private record Answer(int status, String body) {}

    private Answer send(String method, String path, String subject, String role, byte[] body) {
        var request = HttpRequest.newBuilder(server.uri(path.formatted(gateway)))
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + server.token(subject, gateway.value(), role))
                .header("Content-Type", "application/json")
                .header("X-LakeSync-Capabilities", "upsert,reject,cursor")
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
