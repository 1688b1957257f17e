package io.lakesync.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lakesync.api.codec.JsonCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.api.gateway.SyncGateway;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gateways of a server, over the wire: push and pull as JSON over HTTP, streams over a WebSocket. A server that
 * cannot be reached, or whose answer is lost, is UNAVAILABLE: the outcome is unknown, and the same request may be sent
 * again. Safe for use by many threads.
 *
 * <p>A stream has one socket for each client and gateway. The first page of a stream, and each after a jump of
 * {@code since}, answers a pull: it may hold deltas that the client pushed itself.
 */
public final class HttpGateway implements SyncGateway, AutoCloseable {
    static final String CAPABILITIES = "X-LakeSync-Capabilities";

    static final String RULES_VERSION = "X-Sync-Rules-Version";

    private final Exchange exchange;
    private final Map<Place, GatewayStream> streams = new ConcurrentHashMap<>();

    /**
     * @param server address without the path, such as {@code http://127.0.0.1:8080}
     * @param tokens yields the token of a caller; asked before each request, and once more when the server refuses it
     */
    public HttpGateway(URI server, Function<Caller, String> tokens) {
        this.exchange = new Exchange(server, tokens);
    }

    @Override
    public void requireRoom(GatewayId gateway) {
        // the server is asked by each push itself
    }

    @Override
    public PushResult push(Caller caller, PushRequest request) {
        var post = exchange.request(path(request.gateway(), "push"))
                .header("Content-Type", "application/json")
                .header(CAPABILITIES, words(request.capabilities()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonCodec.writePush(request)));
        var response = exchange.send(caller, post);
        return JsonCodec.readPushResult(response.body(), rulesVersion(response));
    }

    /** Asks for a checkpoint, and has no use for it. */
    @Override
    public void begin(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        var get = exchange.request(path(gateway, "checkpoint"))
                .header(CAPABILITIES, words(capabilities))
                .GET();
        try {
            exchange.send(caller, get);
        } catch (SyncException e) {
            if (e.failure() != SyncFailure.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public Page pull(Caller caller, PullRequest request) {
        var query = "?since=%s&clientId=%s&limit=%d"
                .formatted(request.since(), encoded(request.clientId()), request.limit());
        var source = request.source().map(name -> "&source=" + encoded(name)).orElse("");
        var get = exchange.request(path(request.gateway(), "pull") + query + source)
                .header(CAPABILITIES, words(request.capabilities()))
                .GET();
        var response = exchange.send(caller, get);
        return JsonCodec.readPage(response.body(), rulesVersion(response));
    }

    @Override
    public Page stream(Caller caller, PullRequest request) {
        return stream(caller, request.gateway()).read(request);
    }

    @Override
    public Subscription subscribe(Caller caller, GatewayId gateway, Subscriber subscriber) {
        return stream(caller, gateway).subscribe(subscriber);
    }

    /** Ends all streams. */
    @Override
    public void close() {
        streams.values().forEach(GatewayStream::close);
        streams.clear();
    }

    private GatewayStream stream(Caller caller, GatewayId gateway) {
        return streams.computeIfAbsent(
                new Place(caller.subject(), gateway),
                place -> new GatewayStream(
                        (capabilities, wake) -> exchange.open(caller, path(gateway, "ws"), words(capabilities), wake)));
    }

    private static String path(GatewayId gateway, String route) {
        return "/v1/sync/%s/%s".formatted(gateway, route);
    }

    private static String words(Set<Capability> capabilities) {
        return capabilities.stream()
                .map(capability -> capability.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static long rulesVersion(HttpResponse<byte[]> response) {
        return response.headers().firstValueAsLong(RULES_VERSION).orElse(0);
    }

    private record Place(String clientId, GatewayId gateway) {}
}
