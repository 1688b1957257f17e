package io.lakesync.client;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Requests to one server: each with a token, which is asked for anew once when it is not taken. */
final class Exchange {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    /** Longer than the server's own limit, so that its answer is heard. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(40);

    private static final int UNAUTHORISED = 401;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final String server;
    private final Function<Caller, String> tokens;

    Exchange(URI server, Function<Caller, String> tokens) {
        this.server = server.toString().replaceFirst("/+$", "");
        this.tokens = requireNonNull(tokens, "tokens");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).timeout(ANSWER_MAX);
    }

    /** @throws SyncException what the server said; UNAVAILABLE when it said nothing, so that the outcome is unknown */
    HttpResponse<byte[]> send(Caller caller, HttpRequest.Builder request) {
        var response = sendOnce(caller, request);
        if (response.statusCode() == UNAUTHORISED) {
            response = sendOnce(caller, request);
        }
        if (response.statusCode() != OK) {
            throw refusal(response);
        }
        return response;
    }

    private static SyncException refusal(HttpResponse<byte[]> response) {
        var refusal = JsonCodec.readFailure(response.body());
        var version = response.headers().firstValueAsLong(HttpGateway.RULES_VERSION);
        return version.isPresent() ? refusal.judgedUnder(version.getAsLong()) : refusal;
    }

    /** Opens a socket; the path begins with a slash. */
    GatewaySocket open(Caller caller, String path, String capabilities, Runnable wake) {
        var uri = URI.create(server.replaceFirst("^http", "ws") + path);
        try {
            return openOnce(caller, uri, capabilities, wake);
        } catch (SyncException refused) {
            if (refused.failure() != SyncFailure.AUTH_ERROR) {
                throw refused;
            }
            return openOnce(caller, uri, capabilities, wake);
        }
    }

    private GatewaySocket openOnce(Caller caller, URI uri, String capabilities, Runnable wake) {
        var socket = new GatewaySocket(wake, ANSWER_MAX);
        try {
            http.newWebSocketBuilder()
                    .connectTimeout(CONNECT_MAX)
                    .header("Authorization", bearer(caller))
                    .header(HttpGateway.CAPABILITIES, capabilities)
                    .buildAsync(uri, socket)
                    .orTimeout(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS)
                    .join();
            return socket;
        } catch (CompletionException e) {
            throw Refused.handshake(e.getCause());
        }
    }

    private HttpResponse<byte[]> sendOnce(Caller caller, HttpRequest.Builder request) {
        var signed = request.copy().setHeader("Authorization", bearer(caller)).build();
        try {
            return http.send(signed, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new SyncException(SyncFailure.UNAVAILABLE, "no answer from %s: %s".formatted(server, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SyncException(SyncFailure.UNAVAILABLE, "interrupted while waiting for " + server, e);
        }
    }

    private String bearer(Caller caller) {
        return "Bearer " + tokens.apply(caller);
    }
}
