package io.lakesync.it.materialise;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of the log beside the tables: the deltas themselves, and checkpoints. One server of its own for both. */
class HistoryIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "LAKESYNC_FLUSH_GATEWAYS", "*",
            "LAKESYNC_FOLLOWER_LEASE", "2 s",
            "LAKESYNC_CHECKPOINT_EVERY", "1 s",
            "LAKESYNC_CHECKPOINT_ROWS_MIN", "100",
            "LAKESYNC_WEBHOOK_KEY", "a key of the test, of thirty-two characters at least",
            "LAKESYNC_WEBHOOK_ALLOWED_HOSTS", "127.0.0.1");
    private static final Pattern DELTA_ID = Pattern.compile("\"deltaId\":\"([0-9a-f]{64})\"");

    static Stream<Arguments> servers() {
        return ServerKind.wanted().stream()
                .flatMap(kind -> Stream.of(Database.values()).map(database -> Arguments.of(kind, database)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("servers")
    void deltas_are_kept_once_over_a_kill_a_checkpoint_leads_on_to_the_log_and_a_webhook_hears_of_all(
            ServerKind kind, Database database) throws Exception {
        try (var own = OwnServer.start(kind, database, SETTINGS)) {
            var scene = Scene.open(own.server());
            var pushed = new ArrayList<Delta>();
            push(scene, pushed, "a", 99);
            awaitKept(own.server(), scene, pushed);
            assertThat(checkpoint(own.server(), scene, "").statusCode())
                    .as("too small")
                    .isEqualTo(404);
            push(scene, pushed, "b", 60);
            own.kill();
            own.restart();
            push(scene, pushed, "c", 41);
            awaitKept(own.server(), scene, pushed);
            requireCheckpoint(own.server(), scene, pushed);
            requirePosts(scene, pushed);
        }
    }

    private static void requirePosts(Scene scene, List<Delta> pushed) throws Exception {
        var posted = ConcurrentHashMap.<String>newKeySet();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes());
            DELTA_ID.matcher(body).results().forEach(id -> posted.add(id.group(1)));
            boolean isSigned = exchange.getRequestHeaders()
                    .getFirst("X-LakeSync-Signature")
                    .matches("t=[0-9]+,v1=[0-9a-f]{64}");
            exchange.sendResponseHeaders(isSigned ? 204 : 401, -1);
            exchange.close();
        });
        receiver.start();
        try {
            scene.postTo("http://127.0.0.1:%d/".formatted(receiver.getAddress().getPort()));
            var expected = pushed.stream().map(Delta::deltaId).toList();
            Patience.until(() -> posted.containsAll(expected), () -> posted.size() + " posted, " + scene.status());
        } finally {
            receiver.stop(0);
        }
    }

    private static void push(Scene scene, List<Delta> pushed, String prefix, int rows) {
        var deltas = new ArrayList<Delta>();
        for (int i = 0; i < rows; i++) {
            deltas.add(scene.put(prefix + i, "title", "milk"));
        }
        assertThat(scene.tryPush(deltas)).isTrue();
        pushed.addAll(deltas);
    }

    private static void awaitKept(DeployedServer server, Scene scene, List<Delta> pushed) throws InterruptedException {
        var expected = pushed.stream().map(Delta::deltaId).toList();
        Patience.until(() -> kept(server, scene).equals(expected), () -> kept(server, scene)
                .size());
    }

    private static List<String> kept(DeployedServer server, Scene scene) {
        var ids = new ArrayList<String>();
        try (var connection = server.connect();
                var read = connection.prepareStatement(
                        "SELECT delta_id FROM lakesync.lakesync_deltas WHERE gateway = ? ORDER BY stamp")) {
            read.setString(1, scene.gateway().value());
            try (var found = read.executeQuery()) {
                while (found.next()) {
                    ids.add(found.getString(1));
                }
            }
            return ids;
        } catch (SQLException notYet) {
            return List.of(String.valueOf(notYet.getMessage()));
        }
    }

    private static void requireCheckpoint(DeployedServer server, Scene scene, List<Delta> pushed) throws Exception {
        Patience.until(() -> checkpoint(server, scene, "").statusCode() == 200, scene::status);
        var answer = checkpoint(server, scene, "");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-lakesync-checkpoint-stream");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private");
        var rows = new ArrayList<String>();
        frames(answer.body())
                .forEach(page -> page.forEach(delta -> rows.add(delta.row().rowId())));
        assertThat(rows.size()).isBetween(100, 200);
        assertThat(rows).doesNotHaveDuplicates();

        var hlc = answer.headers().firstValue("X-Checkpoint-Hlc").orElseThrow();
        scene.push(scene.put("late", "title", "eggs"));
        var rest = ask(server, scene, "pull?clientId=ann&limit=10000&since=" + hlc, "");
        assertThat(new String(rest.body())).contains("\"late\"").contains("\"hasMore\":false");
        var all = pushed.stream().map(delta -> delta.row().rowId()).toList();
        assertThat(all).allMatch(row -> rows.contains(row) || new String(rest.body()).contains("\"" + row + "\""));

        var tag = answer.headers().firstValue("ETag").orElseThrow();
        var again = checkpoint(server, scene, tag);
        assertThat(again.statusCode()).isIn(304, 200);
        assertThat(again.statusCode() == 304)
                .isEqualTo(again.headers().firstValue("ETag").orElseThrow().equals(tag));
    }

    private static List<List<Delta>> frames(byte[] body) throws IOException {
        var frames = new ArrayList<List<Delta>>();
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            while (in.available() > 0) {
                frames.add(ProtobufCodec.readPage(in.readNBytes(in.readInt())).deltas());
            }
        }
        return frames;
    }

    private static HttpResponse<byte[]> checkpoint(DeployedServer server, Scene scene, String tag) {
        return ask(server, scene, "checkpoint", tag);
    }

    private static HttpResponse<byte[]> ask(DeployedServer server, Scene scene, String path, String tag) {
        var request = HttpRequest.newBuilder(server.uri("/v1/sync/%s/%s".formatted(scene.gateway(), path)))
                .header(
                        "Authorization",
                        "Bearer " + server.token("ann", scene.gateway().value()))
                .header("X-LakeSync-Capabilities", "upsert,reject,cursor");
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
