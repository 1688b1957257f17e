package io.lakesync.client.operator;

import io.lakesync.client.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Creates the gateways that are not there yet, open to their clients; leaves those that are as they are. Arguments: the
 * server's address, then the names. The secret comes from {@code LAKESYNC_JWT_SECRET}. Ends with 1 and one line when
 * the server refuses.
 */
public final class OpenGateways {

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI server;
    private final Tokens tokens;

    private OpenGateways(URI server, Tokens tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var tokens = new Tokens(System.getenv("LAKESYNC_JWT_SECRET"), Duration.ofMinutes(5), InstantSource.system());
        var gateways = new OpenGateways(URI.create(arguments[0]), tokens);
        try {
            for (var i = 1; i < arguments.length; i++) gateways.ensure(arguments[i]);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void ensure(String gateway) throws IOException, InterruptedException {
        var token = tokens.admin("run", gateway);
        var known = send(token, request("/v1/admin/gateways").GET());
        if (Pattern.compile("\"id\"\\s*:\\s*" + Pattern.quote("\"" + gateway + "\""))
                .matcher(known)
                .find()) return;
        send(token, request("/v1/admin/gateways/" + gateway).PUT(text("{\"mode\":\"open\"}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private static HttpRequest.BodyPublisher text(String body) {
        return HttpRequest.BodyPublishers.ofString(body);
    }

    private String send(String token, HttpRequest.Builder request) throws IOException, InterruptedException {
        var ready = request.header("Authorization", "Bearer " + token).build();
        var response = http.send(ready, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s %s answered %d %s"
                    .formatted(ready.method(), ready.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }
}
