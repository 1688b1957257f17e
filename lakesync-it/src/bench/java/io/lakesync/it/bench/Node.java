package io.lakesync.it.bench;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.it.server.DeployedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The server under load, as a capable client sees it. Safe for use by many threads.
 *
 * @param tokens by gateway and subject: a client signs none itself, so the load shall not either
 */
record Node(DeployedServer server, HttpClient http, ConcurrentMap<String, String> tokens) {
    static final EnumSet<Capability> CAPABLE = EnumSet.allOf(Capability.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Node of(DeployedServer server) {
        return new Node(
                server,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                new ConcurrentHashMap<>());
    }

    GatewayId open(String name) {
        var token = server.token("ops", name, "admin");
        send(request("/v1/admin/gateways/" + name, token).PUT(BodyPublishers.ofString("{\"mode\":\"open\"}")));
        return new GatewayId(name);
    }

    HttpRequest push(PushRequest push) {
        return request("/v1/sync/%s/push".formatted(push.gateway()), token(push.gateway(), push.clientId()))
                .POST(BodyPublishers.ofByteArray(JsonCodec.writePush(push)))
                .build();
    }

    HttpRequest empty(byte[] body) {
        return HttpRequest.newBuilder(server.uri("/empty/rest/nothing"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    byte[] pull(GatewayId gateway, String reader, Cursor since, int limit) {
        var path = "/v1/sync/%s/pull?clientId=%s&since=%s&limit=%d".formatted(gateway, reader, since, limit);
        return send(request(path, token(gateway, reader)).GET());
    }

    Page page(GatewayId gateway, String reader, Cursor since, int limit) {
        return JsonCodec.readPage(pull(gateway, reader, since, limit), 0);
    }

    URI socket(GatewayId gateway, String client) {
        return server.webSocketUri(
                "/sync/%s/ws?capabilities=upsert,reject,cursor&token=%s".formatted(gateway, token(gateway, client)));
    }

    byte[] firstFrame(GatewayId gateway, String client, Cursor since) {
        return ProtobufCodec.writePull(new PullRequest(gateway, client, since, 100, Optional.empty(), CAPABLE));
    }

    /** @throws IllegalStateException when the server does not answer 200 */
    byte[] send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + new String(answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private byte[] send(HttpRequest.Builder request) {
        return send(request.build());
    }

    private String token(GatewayId gateway, String subject) {
        return tokens.computeIfAbsent(gateway + " " + subject, key -> server.token(subject, gateway.value()));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.uri(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("X-LakeSync-Capabilities", "upsert,reject,cursor");
    }
}
