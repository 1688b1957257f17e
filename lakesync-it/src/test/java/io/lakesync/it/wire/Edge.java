package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Caller;
import io.lakesync.it.server.DeployedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks HTTP to a deployed server, as one caller of one gateway of its own. */
record Edge(DeployedServer server, String gateway, String token) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Ann on a new, open gateway. */
    static Edge onNewGateway(DeployedServer server) {
        var gateway = "wire-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        var edge = new Edge(server, gateway, server.token("ann", gateway));
        var created = edge.asOperator().send("PUT", "/v1/admin/gateways/" + gateway, "{\"mode\":\"open\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        return edge;
    }

    Edge as(String subject) {
        return with(server.token(subject, gateway));
    }

    Edge asAdministrator() {
        return with(server.token("ada", gateway, Caller.ADMIN));
    }

    Edge asOperator() {
        return with(server.token("ops", Caller.EVERY_GATEWAY, Caller.ADMIN));
    }

    /** A token of this gateway with some values of the claim {@code sees}. */
    String token(String subject, String... sees) {
        long end = Instant.now().getEpochSecond() + 3600;
        return server.signed("{\"sub\":\"%s\",\"gw\":\"%s\",\"exp\":%d,\"sees\":[\"%s\"]}"
                .formatted(subject, gateway, end, String.join("\",\"", sees)));
    }

    void saveRules(String rules) {
        var saved = asAdministrator().post("/v1/admin/sync-rules/" + gateway, rules);
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);
    }

    Edge with(String other) {
        return new Edge(server, gateway, other);
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer push(String body) {
        return post("/v1/sync/" + gateway + "/push", body);
    }

    Answer push(byte[] body) {
        return send("POST", "/v1/sync/" + gateway + "/push", BodyPublishers.ofByteArray(body));
    }

    Answer pull(String since) {
        return get("/v1/sync/" + gateway + "/pull?clientId=ann&since=" + since);
    }

    Answer send(String method, String path, String body) {
        return send(method, path, BodyPublishers.ofString(body));
    }

    /** @param headers name, value, name, value … */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(server.uri(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " broke the connection", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Everything that a request could change: the gateway's status as the administrator is told. Without its followers, and
     * without the count of clients: where a client stands is written down before its push is judged.
     */
    String trace() {
        var list = asOperator().get("/v1/admin/gateways").body();
        int start = list.indexOf("{\"id\":\"" + gateway + "\"");
        assertThat(start).as(list).isNotNegative();
        return list.substring(start, list.indexOf("\"followers\"", start)).replaceAll("\"clients\":\\d+,", "");
    }

    void requireLife(String after) {
        assertThat(get("/health").status()).as("health after " + after).isEqualTo(200);
        assertThat(get("/ready").status()).as("readiness after " + after).isEqualTo(200);
    }
}
