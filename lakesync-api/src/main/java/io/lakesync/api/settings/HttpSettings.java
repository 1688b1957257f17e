package io.lakesync.api.settings;

import static java.time.Duration.ofMinutes;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * Limits of the HTTP and WebSocket edge.
 *
 * @param bodyMax bytes of a push, an administrator's document included
 * @param frameMax bytes of a WebSocket frame from a client
 * @param corsOrigins origins that browsers may call from; empty: any
 * @param drainTimeout how long a stopping server waits for batches under way; the container waits for requests
 */
public record HttpSettings(
        int bodyMax,
        int frameMax,
        int pullLimitDefault,
        int pullLimitMax,
        List<String> corsOrigins,
        int connectionsMax,
        int messagesPerSecond,
        Duration drainTimeout) {
    private static final int MIB = 1 << 20;

    static final Setting<Integer> BODY_MAX =
            new Setting<>("lakesync.push.body-max", Form.bytes(1024, 64 * MIB), "1 MiB", "largest body of a request");
    static final Setting<Integer> FRAME_MAX = new Setting<>(
            "lakesync.frame-max", Form.bytes(1024, 64 * MIB), "1 MiB", "largest WebSocket frame of a client");
    static final Setting<Integer> PULL_LIMIT_DEFAULT = new Setting<>(
            "lakesync.pull.limit-default", Form.count(1, 100_000), "100", "size of a page when a pull names no limit");
    static final Setting<Integer> PULL_LIMIT_MAX = new Setting<>(
            "lakesync.pull.limit-max",
            Form.count(1, 100_000),
            "10000",
            "largest size of a page; a larger wish is reduced");
    static final Setting<List<String>> CORS_ORIGINS =
            new Setting<>("lakesync.cors.origins", Form.LIST, "", "origins that browsers may call from; absent: any");
    static final Setting<Integer> CONNECTIONS_MAX =
            new Setting<>("lakesync.ws.connections-max", Form.count(1, 100_000), "1000", "open sockets of this node");
    static final Setting<Integer> MESSAGES_PER_SECOND = new Setting<>(
            "lakesync.ws.messages-per-second",
            Form.count(1, 100_000),
            "50",
            "messages that one socket may send in a second");
    static final Setting<Duration> DRAIN_TIMEOUT = new Setting<>(
            "lakesync.drain-timeout",
            Form.duration(Duration.ZERO, ofMinutes(5)),
            "10 s",
            "how long a stopping server waits for batches under way");

    public HttpSettings {
        requireNonNull(drainTimeout, "drainTimeout");
        corsOrigins = List.copyOf(corsOrigins);
    }

    static List<Setting<?>> catalogue() {
        return List.of(
                BODY_MAX,
                FRAME_MAX,
                PULL_LIMIT_DEFAULT,
                PULL_LIMIT_MAX,
                CORS_ORIGINS,
                CONNECTIONS_MAX,
                MESSAGES_PER_SECOND,
                DRAIN_TIMEOUT);
    }

    static HttpSettings read(Values values) {
        var read = new HttpSettings(
                values.of(BODY_MAX),
                values.of(FRAME_MAX),
                values.of(PULL_LIMIT_DEFAULT),
                values.of(PULL_LIMIT_MAX),
                values.of(CORS_ORIGINS),
                values.of(CONNECTIONS_MAX),
                values.of(MESSAGES_PER_SECOND),
                values.of(DRAIN_TIMEOUT));
        values.require(
                read.pullLimitDefault <= read.pullLimitMax,
                "lakesync.pull.limit-default must not be larger than lakesync.pull.limit-max");
        return read;
    }
}
