package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final GatewayId GATEWAY = new GatewayId("g");
    private static final int LIMIT = 3;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final ListGateway gateway = new ListGateway();
    private final Round round = new Round(GATEWAY, gateway, this::execute);
    private boolean isStopped;

    @Test
    void whoever_is_woken_together_is_read_for_together_and_sent_one_frame() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        log(1);
        wake(ann, cho);
        runAll();

        assertThat(gateway.together).containsExactly(2);
        assertThat(ann.rows()).containsExactly("0");
        assertThat(cho.broadcasts().get(0)).isSameAs(ann.broadcasts().get(0));
    }

    @Test
    void who_is_woken_alone_is_read_for_and_sent_to_in_one_task() {
        var ann = open("ann", true);
        log(1);
        wake(ann);
        queue.remove().run();

        assertThat(ann.rows()).containsExactly("0");
        assertThat(queue).isEmpty();
    }

    @Test
    void each_kind_of_client_has_its_own_frame() {
        var capable = open("ann", true);
        var legacy = open("cho", false);
        log(1);
        wake(capable, legacy);
        runAll();

        assertThat(cursor(capable.broadcasts().get(0))).isEqualTo(new Cursor(4));
        assertThat(cursor(legacy.broadcasts().get(0))).isEqualTo(new Cursor(0));
    }

    @Test
    void what_is_logged_while_others_are_read_for_is_sent_too() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        log(1);
        gateway.meanwhile = () -> {
            gateway.meanwhile = () -> {};
            log(1);
            wake(ann, cho);
        };
        wake(ann, cho);
        runAll();

        assertThat(ann.rows()).containsExactly("0", "1");
        assertThat(cho.rows()).containsExactly("0", "1");
    }

    @Test
    void who_is_still_being_sent_to_is_waited_for_in_a_task_of_its_own() {
        var slow = open("ann", true);
        var ben = open("ben", true);
        var cho = open("cho", true);
        slow.isBusy = true;
        for (int i = 0; i < 2; i++) {
            log(1);
            wake(slow, ben, cho);
            queue.remove().run();
        }
        var waiting = queue.remove();
        log(1);
        wake(slow, ben, cho);
        runAll();

        assertThat(gateway.together).containsExactly(3, 3, 2);
        assertThat(ben.rows()).containsExactly("0", "1", "2");
        assertThat(cho.rows()).containsExactly("0", "1", "2");
        assertThat(slow.rows()).containsExactly("0");
        waiting.run();
        runAll();
        assertThat(slow.rows()).containsExactly("0", "1", "2");
    }

    @Test
    void what_is_large_is_sent_by_who_can_wait_for_it() {
        var slow = open("ann", true);
        var cho = open("cho", true);
        slow.isBusy = true;
        slow.isGone = true;
        gateway.log.add(ListGateway.delta("x".repeat(100_000)));
        wake(slow, cho);
        queue.remove().run();
        assertThat(slow.broadcasts()).isEmpty();
        assertThat(cho.broadcasts()).isEmpty();
        runAll();

        assertThat(slow.closed).containsExactly("1008 Messages are not read");
        assertThat(cho.broadcasts()).hasSize(1);
        assertThat(gateway.together).containsExactly(2);
    }

    @Test
    void who_never_reads_is_ended_and_nothing_more_is_read_for_it() {
        var deaf = open("ann", true);
        var cho = open("cho", true);
        deaf.isBusy = true;
        deaf.isGone = true;
        for (int i = 0; i < 3; i++) {
            log(1);
            wake(deaf, cho);
            runAll();
        }

        assertThat(deaf.closed).containsExactly("1008 Messages are not read");
        assertThat(deaf.rows()).containsExactly("0");
        assertThat(gateway.together).containsExactly(2, 2, 1);
        assertThat(cho.rows()).containsExactly("0", "1", "2");
    }

    @Test
    void who_has_pulled_meanwhile_is_sent_nothing_from_before() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        log(1);
        gateway.meanwhile = () -> {
            gateway.meanwhile = () -> {};
            log(1);
            ann.pull(new Cursor(6));
        };
        wake(ann, cho);
        runAll();

        assertThat(ann.rows()).isEmpty();
        assertThat(cho.rows()).containsExactly("0");
    }

    @Test
    void who_is_far_behind_is_read_for_alone_and_completely() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        log(2 * LIMIT + 1);
        cho.pull(new Cursor(2 * (2 * LIMIT) + 2));
        runAll();
        log(1);
        wake(ann, cho);
        runAll();

        assertThat(ann.rows()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(cho.rows()).containsExactly("7");
    }

    @Test
    void when_reading_together_fails_everybody_is_read_for_alone() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        gateway.faultOfTogether = new IllegalStateException("planned");
        log(1);
        wake(ann, cho);
        runAll();

        assertThat(ann.rows()).containsExactly("0");
        assertThat(cho.rows()).containsExactly("0");
        assertThat(ann.closed).isEmpty();
    }

    @Test
    void who_cannot_be_read_for_is_ended_and_nobody_else() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        gateway.fault = new IllegalStateException("planned");
        gateway.isFaultyFor = caller -> caller.subject().equals("ann");
        log(1);
        wake(ann, cho);
        runAll();

        assertThat(ann.closed).singleElement().asString().startsWith("1011");
        assertThat(cho.closed).isEmpty();
        assertThat(cho.rows()).containsExactly("0");
    }

    @Test
    void a_task_that_dies_takes_no_wake_up_with_it_but_its_own() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        gateway.meanwhile = () -> {
            throw new AssertionError("planned");
        };
        log(1);
        wake(ann, cho);
        assertThatThrownBy(this::runAll).hasMessage("planned");
        gateway.meanwhile = () -> {};
        log(1);
        wake(ann, cho);
        runAll();

        assertThat(ann.rows()).containsExactly("0", "1");
        assertThat(cho.rows()).containsExactly("0", "1");
    }

    @Test
    void who_has_ended_or_has_not_pulled_yet_is_not_read_for() {
        var ended = open("ann", true);
        ended.socket.end(CloseReasons.EXPIRED);
        var fresh = new Line("ben", true);
        var cho = open("cho", true);
        log(1);
        wake(ended, fresh, cho);
        runAll();

        assertThat(gateway.together).containsExactly(1);
        assertThat(ended.broadcasts()).isEmpty();
        assertThat(fresh.broadcasts()).isEmpty();
        assertThat(cho.rows()).containsExactly("0");
    }

    @Test
    void many_are_read_for_in_parts_so_that_the_first_need_not_wait_for_the_last() {
        var lines = IntStream.range(0, 600).mapToObj(i -> open("c" + i, true)).toArray(Line[]::new);
        log(1);
        wake(lines);
        runAll();

        assertThat(gateway.together).hasSizeGreaterThan(1).allMatch(size -> size <= 300);
        assertThat(gateway.together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(lines).allSatisfy(line -> assertThat(line.rows()).containsExactly("0"));
    }

    @Test
    void a_stopping_server_says_good_bye_to_who_was_read_for() {
        var ann = open("ann", true);
        var cho = open("cho", true);
        log(1);
        ann.isBusy = true;
        cho.isBusy = true;
        wake(ann, cho);
        runAll();
        log(1);
        wake(ann, cho);
        gateway.meanwhile = () -> isStopped = true;
        runAll();

        assertThat(ann.closed).containsExactly("1001 Server shutting down");
        assertThat(cho.closed).containsExactly("1001 Server shutting down");
    }

    private void execute(Runnable task) {
        if (isStopped) {
            throw new RejectedExecutionException("stopped");
        }
        queue.add(task);
    }

    private void log(int entries) {
        for (int i = 0; i < entries; i++) {
            gateway.log.add(ListGateway.delta(gateway.log.size()));
        }
    }

    private static void wake(Line... lines) {
        for (var line : lines) {
            line.socket.wake();
        }
    }

    private void runAll() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    /** A socket that has reached the head. */
    private Line open(String name, boolean isCapable) {
        var line = new Line(name, isCapable);
        line.pull(Cursor.BEGINNING);
        runAll();
        gateway.together.clear();
        return line;
    }

    private static Cursor cursor(byte[] message) {
        return ProtobufCodec.readPage(message).cursor();
    }

    private static Settings settings() {
        return Settings.read(
                Set.of(), key -> key.equals("lakesync.jwt.secret") ? Optional.of("secret") : Optional.empty());
    }

    private final class Line implements Peer {
        private final List<byte[]> sent = new ArrayList<>();
        private final List<String> closed = new ArrayList<>();
        private final SyncSocket socket;
        private boolean isBusy;
        private boolean isGone;

        private Line(String name, boolean isCapable) {
            var caller = new Caller(name, "g", Set.of("client"), Map.of(), Instant.MAX);
            Set<Capability> capabilities = isCapable ? Set.of(Capability.UPSERT) : Set.of();
            var requester = new Requester(caller, "g", capabilities, new RequestId("r"));
            socket = new SyncSocket(
                    this, requester, gateway, settings().http(), () -> true, RoundTest.this::execute, round);
        }

        private void pull(Cursor since) {
            var name = socket.requester().getName();
            socket.receive(
                    ProtobufCodec.writePull(new PullRequest(GATEWAY, name, since, LIMIT, Optional.empty(), Set.of())));
        }

        private List<byte[]> broadcasts() {
            return sent.stream().filter(ProtobufCodec::isBroadcast).toList();
        }

        private List<String> rows() {
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
