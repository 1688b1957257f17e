package io.lakesync.it.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The clients of a gateway, as plain as the wire allows: one request, one answer, no second try but for who reads the log. Safe for several threads. */
final class Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PAGE = 1_000;
    private static final String CLOCK_ERROR = "lakesync_clock_error_seconds ";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DeployedServer server;
    private final GatewayId gateway;

    Wire(DeployedServer server, String gateway) {
        this.server = server;
        this.gateway = new GatewayId(gateway);
    }

    /** Makes the gateway with its table. */
    void open() throws IOException, InterruptedException {
        var column = new Column(new Identifier(Push.COLUMN), ColumnType.STRING, Optional.empty());
        var schema = new TableSchema(
                new Identifier("todos"), Optional.empty(), List.of(column), List.of("row_id"), true, Optional.empty());
        var token = server.token("root", gateway.value(), "admin");
        require(send(
                request("/v1/admin/gateways/" + gateway, token).PUT(BodyPublishers.ofString("{\"mode\":\"open\"}"))));
        require(send(request("/v1/admin/schema/" + gateway, token)
                .POST(BodyPublishers.ofString(SchemaCodec.write(schema)))));
    }

    /** @return the status of the answer */
    int push(Push push) throws IOException, InterruptedException {
        return answer(push).statusCode();
    }

    /** @return what is said to a push that must not be taken */
    String refusal(Push push) throws IOException, InterruptedException {
        var answer = answer(push);
        return "%d %s".formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> answer(Push push) throws IOException, InterruptedException {
        var capabilities = push.isLegacy() ? EnumSet.noneOf(Capability.class) : EnumSet.allOf(Capability.class);
        var body = JsonCodec.writePush(new PushRequest(gateway, push.client(), push.deltas(), capabilities));
        var request = request("/v1/sync/%s/push".formatted(gateway), server.token(push.client(), gateway.value()))
                .POST(BodyPublishers.ofByteArray(body));
        if (!push.isLegacy()) {
            capable(request);
        }
        return send(request);
    }

    /** Where the log stands when there is nothing in it yet. */
    Cursor start() throws IOException, InterruptedException {
        var read = new ArrayList<Delta>();
        var start = read(Cursor.BEGINNING, read);
        assertThat(read).isEmpty();
        return start;
    }

    /** Everything from there to the head, in the order of the log. */
    List<Delta> log(Cursor start) throws IOException, InterruptedException {
        var log = new ArrayList<Delta>();
        read(start, log);
        return log;
    }

    /** What the server tells of itself to whoever asks. */
    String metrics() throws IOException, InterruptedException {
        return new String(
                require(send(request("/metrics", server.token("root", "*", "admin"))))
                        .body(),
                UTF_8);
    }

    private Cursor read(Cursor start, List<Delta> into) throws IOException, InterruptedException {
        var since = start;
        boolean hasMore = true;
        while (hasMore) {
            var path = "/v1/sync/%s/pull?clientId=reader&since=%s&limit=%d".formatted(gateway, since, PAGE);
            var answer = served(capable(request(path, server.token("reader", gateway.value()))));
            var page = JsonCodec.readPage(answer.body(), 0);
            into.addAll(page.deltas());
            since = page.cursor();
            hasMore = page.hasMore();
        }
        return since;
    }

    /** Who only reads, and is told to come later, does. */
    private HttpResponse<byte[]> served(HttpRequest.Builder request) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var answer = send(request);
        while (answer.statusCode() == Load.UNAVAILABLE && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = send(request);
        }
        return require(answer);
    }

    /** Whether the server wants to be sent requests, as it answers whoever asks. */
    String ready() {
        var answer = anybody("/ready");
        return "%d %s".formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** How far the server's machine is ahead of ours, to the second, by the date of its answers; those of Payara have none. */
    Optional<Duration> clockError() {
        return require(anybody("/health"))
                .headers()
                .firstValue("Date")
                .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                .map(told -> Duration.between(Instant.now(), told.toInstant()));
    }

    /** How far it is ahead of its database, as its operator is told. */
    Duration toldClockError() {
        return new String(require(anybody("/metrics")).body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(CLOCK_ERROR))
                .map(line -> Double.valueOf(line.substring(CLOCK_ERROR.length())))
                .map(seconds -> Duration.ofMillis((long) (seconds * 1000)))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<byte[]> anybody(String path) {
        try {
            return send(HttpRequest.newBuilder(server.uri(path)).timeout(PATIENCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.uri(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder capable(HttpRequest.Builder request) {
        return request.header("X-LakeSync-Capabilities", "upsert,reject,cursor");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> require(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        return answer;
    }
}
