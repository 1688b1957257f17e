package io.lakesync.web.limit;

import static io.lakesync.api.failure.SyncFailure.RATE_LIMITED;

import io.github.bucket4j.Bucket;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.settings.Edge;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client and a gateway may ask of this node in a second. A client counts first, so that one over its own limit takes
 * nothing from the others of its gateway. Safe for use by many threads.
 */
@Singleton
public class RateLimits {
    /** Some twenty thousand keys. */
    private static final long BYTES_MAX = 16 << 20;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String HEAD =
            """
            # HELP lakesync_rate_limited_total Requests and socket messages refused by a rate limit
            # TYPE lakesync_rate_limited_total counter
            """;

    private final int messagesPerSecond;
    private final ForwardTime time;
    private final Optional<Buckets<Client>> clients;
    private final Optional<Buckets<GatewayId>> gateways;
    private final Map<Scope, LongAdder> refusals =
            Stream.of(Scope.values()).collect(Collectors.toUnmodifiableMap(scope -> scope, scope -> new LongAdder()));

    @Inject
    public RateLimits(@Edge Settings settings, @Edge InstantSource clock) {
        this.messagesPerSecond = settings.http().messagesPerSecond();
        this.time = new ForwardTime(clock);
        var limits = settings.limits();
        this.clients = limits.client().map(rate -> new Buckets<>(rate, time, BYTES_MAX, Client::chars));
        this.gateways = limits.gateway()
                .map(rate ->
                        new Buckets<>(rate, time, BYTES_MAX, id -> id.value().length()));
    }

    /**
     * Counts one request.
     *
     * @param gateway empty for a request about all
     * @throws SyncException RATE_LIMITED; within a second the limit gives room for one more
     */
    public void count(Caller caller, Optional<GatewayId> gateway) {
        reached(caller, gateway).ifPresent(scope -> {
            throw new SyncException(RATE_LIMITED, "Rate limit exceeded: too many requests of " + scope.who());
        });
    }

    /** For the messages of one socket: its own limit, and what its client and its gateway have left. */
    public MessageLimit ofSocket(Caller caller, GatewayId gateway) {
        var own = Bucket.builder()
                .addLimit(limit -> limit.capacity(messagesPerSecond).refillIntervally(messagesPerSecond, SECOND))
                .withCustomTimePrecision(time)
                .build();
        return () -> (own.tryConsume(1) ? reached(caller, Optional.of(gateway)) : refuse(Scope.SOCKET)).isEmpty();
    }

    /** How often what limit was reached, as Prometheus text. */
    public String metrics() {
        return Stream.of(Scope.values())
                .map(scope -> "lakesync_rate_limited_total{limit=\"%s\"} %d\n"
                        .formatted(
                                scope.name().toLowerCase(Locale.ROOT),
                                refusals.get(scope).sum()))
                .collect(Collectors.joining("", HEAD, ""));
    }

    private Optional<Scope> reached(Caller caller, Optional<GatewayId> gateway) {
        var client = new Client(caller.gateway(), caller.subject());
        if (clients.isPresent() && !clients.get().admits(client)) {
            return refuse(Scope.CLIENT);
        }
        if (gateways.isPresent() && gateway.isPresent() && !gateways.get().admits(gateway.get())) {
            return refuse(Scope.GATEWAY);
        }
        return Optional.empty();
    }

    private Optional<Scope> refuse(Scope scope) {
        refusals.get(scope).increment();
        return Optional.of(scope);
    }

    /** A subject means something only within the gateway of its token. */
    private record Client(String gateway, String subject) {
        int chars() {
            return gateway.length() + subject.length();
        }
    }
}
