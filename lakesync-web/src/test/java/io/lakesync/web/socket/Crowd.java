package io.lakesync.web.socket;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.request.Requester;
import io.lakesync.web.trace.RequestId;
import jakarta.websocket.CloseReason;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/** Sockets of one gateway in one round, whose tasks run when the test says so. */
final class Crowd {
    static final int LIMIT = 3;

    private static final GatewayId GATEWAY = new GatewayId("g");

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final ListGateway gateway;
    private final Round round;
    private boolean isStopped;

    Crowd(ListGateway gateway) {
        this.gateway = gateway;
        this.round = new Round(GATEWAY, gateway, this::execute);
    }

    void log(int entries) {
        for (int i = 0; i < entries; i++) {
            gateway.log.add(ListGateway.delta(gateway.log.size()));
        }
    }

    void wake(Line... lines) {
        for (var line : lines) {
            line.socket.wake();
        }
    }

    void runAll() {
        while (!isIdle()) {
            nextTask().run();
        }
    }

    Runnable nextTask() {
        return queue.remove();
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    /** No task is taken any more. */
    void stop() {
        isStopped = true;
    }

    /** A socket that has not pulled yet. */
    Line enter(String name, boolean isCapable) {
        return new Line(name, isCapable);
    }

    /** A socket that has reached the head. */
    Line open(String name, boolean isCapable) {
        var line = enter(name, isCapable);
        line.pull(Cursor.BEGINNING);
        runAll();
        gateway.together.clear();
        return line;
    }

    static Cursor cursor(byte[] message) {
        return ProtobufCodec.readPage(message).cursor();
    }

    private void execute(Runnable task) {
        if (isStopped) {
            throw new RejectedExecutionException("stopped");
        }
        queue.add(task);
    }

    private static Settings settings() {
        return Settings.read(
                Set.of(), key -> key.equals("lakesync.jwt.secret") ? Optional.of("secret") : Optional.empty());
    }

    final class Line implements Peer {
        private final List<byte[]> sent = new ArrayList<>();
        final List<String> closed = new ArrayList<>();
        final SyncSocket socket;
        boolean isBusy;
        boolean isGone;

        private Line(String name, boolean isCapable) {
            var caller = new Caller(name, "g", Set.of("client"), Map.of(), Instant.MAX);
            Set<Capability> capabilities = isCapable ? Set.of(Capability.UPSERT) : Set.of();
            var requester = new Requester(caller, "g", capabilities, new RequestId("r"));
            socket =
                    new SyncSocket(this, requester, gateway, settings().http(), () -> true, Crowd.this::execute, round);
        }

        void pull(Cursor since) {
            var name = socket.requester().getName();
            socket.receive(
                    ProtobufCodec.writePull(new PullRequest(GATEWAY, name, since, LIMIT, Optional.empty(), Set.of())));
        }

        List<byte[]> broadcasts() {
            return sent.stream().filter(ProtobufCodec::isBroadcast).toList();
        }

        List<String> rows() {
            return broadcasts().stream()
                    .flatMap(message -> ProtobufCodec.readPage(message).deltas().stream())
                    .map(delta -> delta.row().rowId())
                    .toList();
        }

        @Override
        public Sending send(byte[] message) {
            sent.add(message);
            return new Promise(!isBusy, !isGone);
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }
}
