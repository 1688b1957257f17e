package io.lakesync.server.push;

import static io.lakesync.server.push.ScenePush.delta;
import static io.lakesync.server.push.ScenePush.push;
import static io.lakesync.server.push.ScenePush.title;
import static io.lakesync.server.push.ScenePush.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.settings.PushSettings;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PushQueueTest {
    private static final int MEGABYTE = 1 << 20;

    private final PushQueue queue = new PushQueue();

    @Test
    void a_group_is_bounded_in_deltas() {
        var first = add(ofDeltas(3000));
        var second = add(ofDeltas(2000));
        var third = add(ofDeltas(1));

        assertThat(queue.takeGroup()).containsExactly(first, second);
        assertThat(queue.takeGroup()).containsExactly(third);
    }

    @Test
    void a_group_is_bounded_in_bytes() {
        var first = add(ofBytes(3 * MEGABYTE));
        var second = add(ofBytes(MEGABYTE));
        var third = add(ofBytes(1));

        assertThat(queue.takeGroup()).containsExactly(first);
        assertThat(queue.takeGroup()).containsExactly(second, third);
    }

    @Test
    void a_push_larger_than_any_group_is_a_group_of_its_own() {
        var small = add(ofDeltas(1));
        var large = add(ofDeltas(PushQueue.GROUP_DELTAS_MAX + 1));
        var huge = add(ofBytes((int) PushQueue.GROUP_BYTES_MAX + 1));

        assertThat(queue.takeGroup()).containsExactly(small);
        assertThat(queue.takeGroup()).containsExactly(large);
        assertThat(queue.takeGroup()).containsExactly(huge);
        assertThat(queue.callFirst()).isFalse();
    }

    @Test
    void no_more_pushes_wait_than_settings_say() {
        var limits = new PushSettings(1, 2, MEGABYTE, 1, 1);
        add(ofDeltas(1));
        queue.requireRoom(limits);
        var second = add(ofDeltas(1));

        assertFull(limits);
        queue.remove(second);
        queue.requireRoom(limits);
    }

    @Test
    void no_more_bytes_wait_than_settings_say_and_one_push_more() {
        var limits = new PushSettings(1, 10, MEGABYTE, 1, 1);
        queue.requireRoom(limits);
        var large = add(ofBytes(2 * MEGABYTE));

        assertFull(limits);
        assertThat(queue.remove(large)).isTrue();
        queue.requireRoom(limits);
        assertThat(queue.remove(large)).isFalse();
        queue.requireRoom(limits);
    }

    @Test
    void what_a_leader_takes_makes_room() {
        var limits = new PushSettings(1, 2, MEGABYTE, 1, 1);
        add(ofBytes(MEGABYTE));
        add(ofDeltas(1));
        assertFull(limits);
        assertThat(queue.takeGroup()).hasSize(2);

        queue.requireRoom(limits);
        add(ofDeltas(1));
        queue.requireRoom(limits);
    }

    @Test
    void the_one_that_has_waited_longest_is_called() {
        var first = add(ofDeltas(1));
        var second = add(ofDeltas(1));

        assertThat(queue.callFirst()).isTrue();
        assertThat(first.isCalled()).isTrue();
        assertThat(second.isCalled()).isFalse();
    }

    private Waiting add(Waiting push) {
        queue.add(push);
        return push;
    }

    private void assertFull(PushSettings limits) {
        assertThatThrownBy(() -> queue.requireRoom(limits))
                .isInstanceOfSatisfying(SyncException.class, refusal -> assertThat(refusal.failure())
                        .isEqualTo(SyncFailure.BACKPRESSURE_ERROR));
    }

    private static Waiting ofDeltas(int count) {
        return waiting(
                push(Collections.nCopies(count, title("ann", 1, "a", "x")).toArray(Delta[]::new)));
    }

    private static Waiting ofBytes(int bytes) {
        return waiting(push(delta("ann", 1, "a", "title", "\"%s\"".formatted("x".repeat(bytes)))));
    }
}
