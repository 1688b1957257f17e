package io.lakesync.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.DeployedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What happens on a gateway while an operator watches. */
record Traffic(DeployedServer server, String gateway) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    void open() throws IOException, InterruptedException {
        send("PUT", "/v1/admin/gateways/" + gateway, server.token("root", "*", "admin"), "{\"mode\":\"open\"}");
    }

    /** As {@link #register} leaves it, and with a note. */
    void registerWithNote() throws IOException, InterruptedException {
        send(
                "POST",
                "/v1/admin/schema/" + gateway,
                server.token("root", gateway, "admin"),
                """
                {"table":"todos","columns":[{"name":"title","type":"string"},{"name":"quantity","type":"number"},
                 {"name":"note","type":"string"}]}""");
    }

    /** Todos with a text and a number. */
    void register() throws IOException, InterruptedException {
        send(
                "POST",
                "/v1/admin/schema/" + gateway,
                server.token("root", gateway, "admin"),
                """
                {"table":"todos","columns":[{"name":"title","type":"string"},{"name":"quantity","type":"number"}]}""");
    }

    /** One new row with one column; {@code value} is JSON. */
    void push(String rowId, String column, String value) throws IOException, InterruptedException {
        send(
                "POST",
                "/v1/sync/" + gateway + "/push",
                server.token("ann", gateway),
                """
                {"clientId":"ann","lastSeenHlc":"0","deltas":[{"op":"INSERT","table":"todos","rowId":"%s","clientId":"ann",
                 "columns":[{"column":"%s","value":%s}],"hlc":"%d","deltaId":"%s"}]}"""
                        .formatted(rowId, column, value, System.currentTimeMillis() << 16, "0".repeat(64)));
    }

    /** Ann pulls from a position, be it hers or not. */
    void pull(long since) throws IOException, InterruptedException {
        send(
                "GET",
                "/v1/sync/%s/pull?clientId=ann&since=%d".formatted(gateway, since),
                server.token("ann", gateway),
                "");
    }

    private void send(String method, String path, String token, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(server.uri(path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
