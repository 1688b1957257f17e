package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.settings.Settings;
import io.lakesync.web.limit.RateLimits;
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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SyncSocketTest {
    private static final GatewayId GATEWAY = new GatewayId("g");

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final ListGateway gateway = new ListGateway();
    private final Recorder peer = new Recorder();
    private Instant now = Instant.ofEpochSecond(1);

    @Test
    void a_push_is_answered_with_its_position() {
        var socket = socket(Set.of());

        socket.receive(push(1));

        assertThat(peer.sent).hasSize(1);
        assertThat(ProtobufCodec.readPage(peer.sent.get(0)).cursor()).isEqualTo(new Cursor(4));
    }

    @Test
    void a_push_before_any_pull_says_once_that_its_client_begins() {
        var socket = socket(Set.of());
        socket.receive(push(1));
        socket.receive(push(2));
        assertThat(gateway.begun).isEqualTo(1);

        var other = socket(Set.of());
        other.receive(pull(0, 2));
        other.receive(push(3));
        assertThat(gateway.begun).isEqualTo(1);
    }

    @Test
    void nothing_is_broadcast_before_the_first_pull_reached_the_head() {
        var socket = socket(Set.of());
        for (int row = 0; row < 3; row++) {
            gateway.log.add(ListGateway.delta(row));
        }

        socket.wake();
        runAll();
        socket.receive(pull(0, 2));
        socket.wake();
        runAll();
        assertThat(broadcasts()).isEmpty();

        socket.receive(pull(6, 2));
        gateway.log.add(ListGateway.delta(3));
        socket.wake();
        runAll();
        assertThat(broadcasts()).containsExactly(List.of("3"));
    }

    @Test
    void what_was_logged_between_the_pull_and_the_wake_is_sent_without_another_wake() {
        var socket = socket(Set.of());

        socket.receive(pull(0, 2));
        gateway.log.add(ListGateway.delta(0));
        runAll();

        assertThat(broadcasts()).containsExactly(List.of("0"));
    }

    @Test
    void a_backlog_is_streamed_page_after_page_in_order() {
        var socket = socket(Set.of(Capability.UPSERT));
        socket.receive(pull(0, 2));
        for (int row = 0; row < 5; row++) {
            gateway.log.add(ListGateway.delta(row));
        }
        socket.wake();
        runAll();

        assertThat(broadcasts()).containsExactly(List.of("0", "1"), List.of("2", "3"), List.of("4"));
        assertThat(ProtobufCodec.readPage(peer.sent.get(3)).cursor()).isEqualTo(new Cursor(12));
    }

    @Test
    void a_broadcast_moves_no_legacy_cursor() {
        var socket = socket(Set.of());
        socket.receive(pull(0, 2));
        gateway.log.add(ListGateway.delta(0));
        socket.wake();
        runAll();

        assertThat(ProtobufCodec.readPage(peer.sent.get(1)).cursor()).isEqualTo(new Cursor(0));
    }

    @Test
    void bad_frames_end_the_socket_each_in_its_way() {
        assertThat(closedBy(new byte[0])).isEqualTo("1002 Message too short");
        assertThat(closedBy(new byte[] {1})).isEqualTo("1002 Message too short");
        assertThat(closedBy(new byte[] {9, 9})).isEqualTo("1002 Unknown message tag: 0x09");
        assertThat(closedBy(new byte[(1 << 20) + 1])).startsWith("1009 PAYLOAD_TOO_LARGE: ");
        assertThat(closedBy(new byte[] {1, 127, 1})).startsWith("1007 VALIDATION_ERROR: ");
        assertThat(closedBy(ProtobufCodec.writePush(new PushRequest(GATEWAY, "ann", List.of(), Set.of()))))
                .isEqualTo("1008 CLOCK_DRIFT: empty stands for late");
    }

    @Test
    void a_push_to_a_full_queue_ends_the_socket_before_its_frame_is_read_and_a_pull_is_answered() {
        gateway.isFull = true;
        socket(Set.of()).receive(pull(0, 2));
        assertThat(peer.sent).hasSize(1);

        assertThat(closedBy(new byte[] {1, 127, 1})).isEqualTo("1008 BACKPRESSURE_ERROR: too much waits");
    }

    @Test
    void one_message_too_many_in_a_second_ends_the_socket() {
        var socket = socket(Set.of());
        for (int i = 0; i < 50; i++) {
            socket.receive(pull(0, 2));
        }
        assertThat(peer.closed).isEmpty();
        now = now.plusSeconds(1);
        for (int i = 0; i < 51; i++) {
            socket.receive(pull(0, 2));
        }
        assertThat(peer.closed).containsExactly("1008 Rate limit exceeded");
    }

    @Test
    void an_unexpected_failure_ends_the_socket_and_tells_nothing() {
        var socket = socket(Set.of());
        socket.receive(pull(0, 2));
        gateway.fault = new IllegalStateException("password");
        socket.wake();
        runAll();

        assertThat(peer.closed).containsExactly("1011 INTERNAL_ERROR: Internal error");
    }

    @Test
    void a_peer_that_does_not_read_is_ended_and_nothing_more_is_read_for_it() {
        var socket = socket(Set.of());
        peer.reads = false;
        socket.receive(pull(0, 2));
        gateway.fault = new IllegalStateException("must not be asked");
        socket.wake();
        runAll();
        socket.receive(pull(0, 2));

        assertThat(peer.closed).containsExactly("1008 Messages are not read");
    }

    @Test
    void a_stopping_server_says_so_once_also_without_an_executor() {
        Executor stopped = task -> {
            throw new RejectedExecutionException("stopped");
        };
        var round = new Round(GATEWAY, gateway, stopped);
        var socket =
                new SyncSocket(peer, requester(Set.of()), gateway, settings().http(), () -> true, stopped, round);
        socket.drain();
        socket.wake();

        assertThat(peer.closed).containsExactly("1001 Server shutting down");
    }

    private String closedBy(byte[] frame) {
        peer.closed.clear();
        socket(Set.of()).receive(frame);
        assertThat(peer.closed).hasSize(1);
        return peer.closed.get(0);
    }

    private List<List<String>> broadcasts() {
        return peer.sent.stream()
                .filter(ProtobufCodec::isBroadcast)
                .map(message -> ProtobufCodec.readPage(message).deltas().stream()
                        .map(delta -> delta.row())
                        .map(RowKey::rowId)
                        .toList())
                .toList();
    }

    private void runAll() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    private SyncSocket socket(Set<Capability> capabilities) {
        var requester = requester(capabilities);
        var limit = new RateLimits(settings(), () -> now).ofSocket(requester.caller(), requester.gatewayId());
        return new SyncSocket(
                peer,
                requester,
                gateway,
                settings().http(),
                limit,
                queue::add,
                new Round(GATEWAY, gateway, queue::add));
    }

    private static byte[] push(int row) {
        return ProtobufCodec.writePush(new PushRequest(GATEWAY, "bob", List.of(ListGateway.delta(row)), Set.of()));
    }

    private static byte[] pull(long since, int limit) {
        return ProtobufCodec.writePull(
                new PullRequest(GATEWAY, "ann", new Cursor(since), limit, Optional.empty(), Set.of()));
    }

    private static Requester requester(Set<Capability> capabilities) {
        var caller = new Caller("ann", "g", Set.of("client"), Map.of(), Instant.MAX);
        return new Requester(caller, "g", capabilities, new RequestId("r"));
    }

    private static Settings settings() {
        return Settings.read(
                Set.of(), key -> key.equals("lakesync.jwt.secret") ? Optional.of("secret") : Optional.empty());
    }

    private static final class Recorder implements Peer {
        private final List<byte[]> sent = new ArrayList<>();
        private final List<String> closed = new ArrayList<>();
        private boolean reads = true;

        @Override
        public Sending send(byte[] message) {
            sent.add(message);
            return new Promise(reads, reads);
        }

        @Override
        public void close(CloseReason reason) {
            closed.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }
}
