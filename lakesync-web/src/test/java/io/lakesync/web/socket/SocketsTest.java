package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.limit.RateLimits;
import io.lakesync.web.request.Requester;
import io.lakesync.web.trace.RequestId;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.websocket.CloseReason;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SocketsTest {
    private static final int MAX = 3;
    private static final Instant NOW = Instant.ofEpochSecond(1000);

    private final Sockets sockets =
            new Sockets(settings(), new RateLimits(settings(), InstantSource.fixed(NOW)), InstantSource.fixed(NOW));
    private final Queue<String> closed = new ConcurrentLinkedQueue<>();

    SocketsTest() {
        sockets.gateway = new ListGateway();
        sockets.timers = noTimers();
    }

    @Test
    void sockets_that_open_at_once_are_never_one_too_many() {
        IntStream.range(0, 200).parallel().forEach(one -> open());

        assertThat(sockets.count()).isEqualTo(MAX);
        assertThat(sockets.isFull()).isTrue();
        assertThat(closed).hasSize(200 - MAX).containsOnly("1013 Too many open sockets");
    }

    @Test
    void a_closed_socket_makes_room_once() {
        var first = open();
        open();
        open();
        sockets.closed(first);
        sockets.closed(first);

        assertThat(sockets.isFull()).isFalse();
        open();
        assertThat(closed).isEmpty();
        sockets.closed(open());
        assertThat(sockets.count()).isEqualTo(MAX);
        assertThat(sockets.isFull()).isTrue();
    }

    @Test
    void a_token_that_ends_while_its_socket_opens_ends_the_socket() {
        sockets.open(peer(), requester(NOW));

        assertThat(closed).containsExactly("1008 Token expired");
    }

    @Test
    void whoever_is_there_when_the_server_leaves_hears_of_it() {
        open();
        open();
        sockets.drain();
        sockets.drain();

        assertThat(closed).containsExactly("1001 Server shutting down", "1001 Server shutting down");
    }

    private SyncSocket open() {
        return sockets.open(peer(), requester(Instant.MAX));
    }

    private Peer peer() {
        return new Peer() {
            @Override
            public Sending send(byte[] message) {
                return Sending.DONE;
            }

            @Override
            public void close(CloseReason reason) {
                closed.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
            }
        };
    }

    private static Requester requester(Instant expiresAt) {
        var caller = new Caller("ann", "g", Set.of("client"), Map.of(), expiresAt);
        return new Requester(caller, "g", Set.of(), new RequestId("r"));
    }

    /** Nothing is due within a test. */
    private static ManagedScheduledExecutorService noTimers() {
        var type = ManagedScheduledExecutorService.class;
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (timers, call, given) -> null));
    }

    private static Settings settings() {
        var given = Map.of("lakesync.jwt.secret", "secret", "lakesync.ws.connections-max", "" + MAX);
        return Settings.read(given.keySet(), key -> Optional.ofNullable(given.get(key)));
    }
}
