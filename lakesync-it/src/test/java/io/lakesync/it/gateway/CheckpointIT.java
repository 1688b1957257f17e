package io.lakesync.it.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.codec.JsonText;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.contracts.replica.Link;
import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that begin with a checkpoint which has grown old: it is made once, and the rows change after it. */
class CheckpointIT {
    private static final GatewayId GATEWAY = new GatewayId("begun-with");
    private static final Map<String, String> SETTINGS =
            Map.of("LAKESYNC_CHECKPOINT_EVERY", "1 d", "LAKESYNC_CHECKPOINT_ROWS_MIN", "4");
    private static final String RULES =
            """
            {"version": 1, "buckets": [
              {"name": "open", "tables": ["todos"], "write": "any",
               "filters": [{"column": "room", "op": "eq", "value": "jwt:room"}]}]}
            """;
    private static final String SCHEMA =
            """
            {"table": "todos", "columns": [{"name": "room", "type": "string"}, {"name": "title", "type": "string"}]}
            """;
    private static final Set<Capability> CAPABLE = Set.of(Capability.values());

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void who_begins_with_a_checkpoint_is_sent_what_changed_since_and_forgets_what_left_its_view(ServerKind kind)
            throws Exception {
        var database = kind == ServerKind.WILDFLY ? Database.H2 : Database.POSTGRESQL;
        try (var own = OwnServer.start(kind, database, SETTINGS);
                var fixture =
                        HttpFixture.of(own.server().baseUri(), own.server().secret())) {
            fixture.save(GATEWAY, GatewayMode.RULES);
            fixture.saveSchema(GATEWAY, SCHEMA);
            fixture.saveRules(GATEWAY, RULES);
            var eve = link(fixture, "eve", CAPABLE);
            eve.push(List.of(
                    put("same", "hall"),
                    put("renamed", "hall"),
                    put("moved", "hall"),
                    put("ended", "hall"),
                    put("secret", "attic")));
            Patience.until(() -> read(own.server(), "eve", CAPABLE).isMade(), () -> "no checkpoint");
            requireTags(own.server());
            eve.push(List.of(put("renamed", "hall"), put("moved", "attic"), delta(DeltaOp.DELETE, "ended", List.of())));

            for (var capabilities : List.of(CAPABLE, Set.<Capability>of())) {
                var name = "ann" + capabilities.size();
                var checkpoint = read(own.server(), name, capabilities);
                assertThat(checkpoint.rows()).containsOnly("same", "renamed", "moved", "ended");

                var page = link(fixture, name, capabilities).pull(checkpoint.cursor(), 100);

                assertThat(page.hasMore()).isFalse();
                assertThat(page.deltas().stream().filter(Delta::isForget).map(d -> d.row()
                                .rowId()))
                        .contains("moved");
                assertThat(rows(page)).contains("renamed", "ended").doesNotContain("secret");
                assertThat(rows(page).contains("same"))
                        .as("sent again to %s", capabilities)
                        .isEqualTo(capabilities.isEmpty());
            }
        }
    }

    /** The tag names what is shown, so that nobody keeps what another view showed; who sees few rows is not served. */
    private static void requireTags(DeployedServer server) {
        var hall = ask(server, "tim", CAPABLE, "", "hall");
        var tag = tag(hall);

        assertThat(hall.statusCode()).isEqualTo(200);
        assertThat(ask(server, "tim", CAPABLE, tag, "hall").statusCode()).isEqualTo(304);
        assertThat(ask(server, "tim", CAPABLE, tag, "hall").body()).isEmpty();
        for (var other :
                List.of(ask(server, "tim", CAPABLE, tag, "hall", "attic"), ask(server, "tom", Set.of(), tag, "hall"))) {
            assertThat(other.statusCode()).isEqualTo(200);
            assertThat(tag(other)).isNotEqualTo(tag);
        }
        assertThat(ask(server, "tim", CAPABLE, "", "attic").statusCode())
                .as("a view of one row")
                .isEqualTo(404);
    }

    private static String tag(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private record Read(Cursor cursor, List<Page> pages) {
        boolean isMade() {
            return !pages.isEmpty();
        }

        List<String> rows() {
            return pages.stream().flatMap(CheckpointIT::named).toList();
        }
    }

    private static List<String> rows(Page page) {
        return named(page).toList();
    }

    private static Stream<String> named(Page page) {
        return page.deltas().stream().map(delta -> delta.row().rowId());
    }

    private static Read read(DeployedServer server, String name, Set<Capability> capabilities) {
        var answer = ask(server, name, capabilities, "", "hall");
        if (answer.statusCode() == 404) {
            return new Read(Cursor.BEGINNING, List.of());
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        var hlc = answer.headers().firstValue("X-Checkpoint-Hlc").orElseThrow();
        return new Read(new Cursor(Long.parseUnsignedLong(hlc)), frames(answer.body()));
    }

    private static HttpResponse<byte[]> ask(
            DeployedServer server, String name, Set<Capability> capabilities, String tag, String... rooms) {
        var token = server.signed("{\"sub\":\"%s\",\"gw\":\"%s\",\"room\":[\"%s\"],\"exp\":%d}"
                .formatted(
                        name,
                        GATEWAY,
                        String.join("\",\"", rooms),
                        Instant.now().getEpochSecond() + 3600));
        var request = HttpRequest.newBuilder(server.uri("/v1/sync/%s/checkpoint".formatted(GATEWAY)))
                .header("Authorization", "Bearer " + token);
        if (!capabilities.isEmpty()) {
            request.header("X-LakeSync-Capabilities", "upsert,reject,cursor");
        }
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        }
        try {
            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("X-Sync-Rules-Version"))
                    .as("of %d", answer.statusCode())
                    .contains("1");
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<Page> frames(byte[] body) {
        var frames = new ArrayList<Page>();
        for (var rest = ByteBuffer.wrap(body); rest.hasRemaining(); ) {
            var frame = new byte[rest.getInt()];
            rest.get(frame);
            frames.add(ProtobufCodec.readPage(frame));
        }
        return frames;
    }

    private static Delta put(String rowId, String room) {
        return delta(
                DeltaOp.UPDATE,
                rowId,
                List.of(
                        new ColumnValue("room", JsonText.ofString(room)),
                        new ColumnValue("title", JsonText.ofString("in the " + room))));
    }

    private static Delta delta(DeltaOp op, String rowId, List<ColumnValue> columns) {
        var now = Hlc.of(Instant.now().toEpochMilli(), 0);
        var draft = new Delta(op, new RowKey("todos", rowId), "eve", columns, now, "");
        return draft.withDeltaId(DeltaIds.of(draft));
    }

    private static Link link(HttpFixture fixture, String name, Set<Capability> capabilities) {
        var claims = Map.of("sub", List.of(name), "room", List.of("hall"));
        var caller = new Caller(name, GATEWAY.value(), Set.of("client"), claims, Instant.MAX);
        return new Link(fixture.gateway(), caller, GATEWAY, capabilities);
    }
}
