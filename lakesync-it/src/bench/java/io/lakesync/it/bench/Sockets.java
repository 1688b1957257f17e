package io.lakesync.it.bench;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.HlcClock;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many sockets that listen while one client pushes at a steady pace. */
final class Sockets {
    private static final int PER_SECOND = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WARM_UP_SECONDS = 10;

    private final Node node;
    private final GatewayId gateway;
    private final HlcClock clock = new HlcClock(InstantSource.system());
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final List<WebSocket> open = new ArrayList<>();

    /**
     * @param begun when the sockets were open and warm
     * @param lost how many deltas never came to how many sockets, in all
     */
    record Latency(
            Instant begun, double p50Millis, double p99Millis, double maxMillis, long lost, double generatorShare) {}

    Sockets(Node node, GatewayId gateway) {
        this.node = node;
        this.gateway = gateway;
    }

    Latency measure(int sockets, int seconds) throws InterruptedException {
        int warmUp = WARM_UP_SECONDS * PER_SECOND;
        int pushes = warmUp + seconds * PER_SECOND;
        var nanos = new long[sockets][pushes];
        var head = node.page(gateway, "witness", Cursor.BEGINNING, 10_000).cursor();
        var ready = new CountDownLatch(sockets);
        var received = new CountDownLatch(sockets * pushes);
        for (int i = 0; i < sockets; i++) {
            var client = "listener" + i;
            var socket = node.http()
                    .newWebSocketBuilder()
                    .buildAsync(node.socket(gateway, client), new Listener(nanos[i], ready, received))
                    .join();
            open.add(socket);
            socket.sendBinary(ByteBuffer.wrap(node.firstFrame(gateway, client, head)), true)
                    .join();
        }
        require(ready.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "not every socket was answered");
        push(0, warmUp);
        var begun = Instant.now();
        var cpu = new Cpu();
        push(warmUp, pushes);
        received.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var share = cpu.share();
        open.forEach(WebSocket::abort);
        var warm = Arrays.stream(nanos)
                .flatMapToLong(ofOne -> Arrays.stream(ofOne, warmUp, pushes))
                .filter(n -> n > 0)
                .sorted()
                .toArray();
        require(warm.length > 0, "nothing was received");
        return new Latency(
                begun,
                warm[warm.length / 2] / 1e6,
                warm[warm.length * 99 / 100] / 1e6,
                warm[warm.length - 1] / 1e6,
                received.getCount(),
                share);
    }

    private void push(int from, int to) {
        long began = System.nanoTime();
        for (int number = from; number < to; number++) {
            while (System.nanoTime() - began < (number - from) * 1_000_000_000L / PER_SECOND) {
                LockSupport.parkNanos(100_000);
            }
            var delta = Work.deltas(clock, "pusher", number, 1, 1_000_000).get(0);
            sentAt.put(delta.row().rowId(), System.nanoTime());
            node.send(node.push(new PushRequest(gateway, "pusher", List.of(delta), Node.CAPABLE)));
        }
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalStateException(otherwise);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private final long[] nanos;
        private final CountDownLatch ready;
        private final CountDownLatch received;
        private boolean answered;
        private int count;

        private Listener(long[] nanos, CountDownLatch ready, CountDownLatch received) {
            this.nanos = nanos;
            this.ready = ready;
            this.received = received;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            var bytes = new byte[data.remaining()];
            data.get(bytes);
            parts.writeBytes(bytes);
            if (last) {
                read(parts.toByteArray());
                parts.reset();
            }
            socket.request(1);
            return null;
        }

        private void read(byte[] message) {
            if (!answered) {
                answered = true;
                ready.countDown();
                return;
            }
            long now = System.nanoTime();
            for (Delta delta : ProtobufCodec.readPage(message).deltas()) {
                nanos[count++] = now - sentAt.get(delta.row().rowId());
                received.countDown();
            }
        }
    }
}
