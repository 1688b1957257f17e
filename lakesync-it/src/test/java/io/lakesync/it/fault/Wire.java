package io.lakesync.it.fault;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.it.server.DeployedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** One capable client of a gateway, as plain as the wire allows: one request, one answer, no second try. */
final class Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final DeployedServer server;
    private final GatewayId gateway;

    Wire(DeployedServer server, GatewayId gateway) {
        this.server = server;
        this.gateway = gateway;
    }

    void open() throws IOException, InterruptedException {
        var request = request("/v1/admin/gateways/" + gateway, server.token("root", gateway.value(), "admin"))
                .PUT(BodyPublishers.ofString("{\"mode\":\"open\"}"));
        require(send(request));
    }

    /** Returns only when the push is acknowledged. */
    void push(String client, List<Delta> deltas) throws IOException, InterruptedException {
        var push = new PushRequest(gateway, client, deltas, EnumSet.allOf(Capability.class));
        var request = request("/v1/sync/%s/push".formatted(gateway), server.token(client, gateway.value()))
                .POST(BodyPublishers.ofByteArray(JsonCodec.writePush(push)));
        require(send(request));
    }

    Page pull(Cursor since, int limit) throws IOException, InterruptedException {
        var path = "/v1/sync/%s/pull?clientId=reader&since=%s&limit=%d".formatted(gateway, since, limit);
        var answer = send(request(path, server.token("reader", gateway.value())).GET());
        require(answer);
        return JsonCodec.readPage(answer.body(), 0);
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(server.uri(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("X-LakeSync-Capabilities", "upsert,reject,cursor");
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void require(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("answered %d: %s".formatted(answer.statusCode(), new String(answer.body())));
        }
    }
}
