package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.gateway.Cursor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTest {
    private final ListGateway gateway = new ListGateway();
    private final Crowd crowd = new Crowd(gateway);

    @Test
    void whoever_is_woken_together_is_read_for_together_and_sent_one_frame() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        crowd.log(1);
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(gateway.together).containsExactly(2);
        assertThat(ann.rows()).containsExactly("0");
        assertThat(cho.broadcasts().get(0)).isSameAs(ann.broadcasts().get(0));
    }

    @Test
    void who_is_woken_alone_is_read_for_and_sent_to_in_one_task() {
        var ann = crowd.open("ann", true);
        crowd.log(1);
        crowd.wake(ann);
        crowd.nextTask().run();

        assertThat(ann.rows()).containsExactly("0");
        assertThat(crowd.isIdle()).isTrue();
    }

    @Test
    void each_kind_of_client_has_its_own_frame() {
        var capable = crowd.open("ann", true);
        var legacy = crowd.open("cho", false);
        crowd.log(1);
        crowd.wake(capable, legacy);
        crowd.runAll();

        assertThat(Crowd.cursor(capable.broadcasts().get(0))).isEqualTo(new Cursor(4));
        assertThat(Crowd.cursor(legacy.broadcasts().get(0))).isEqualTo(new Cursor(0));
    }

    @Test
    void what_is_logged_while_others_are_read_for_is_sent_too() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        crowd.log(1);
        gateway.meanwhile = () -> {
            gateway.meanwhile = () -> {};
            crowd.log(1);
            crowd.wake(ann, cho);
        };
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(ann.rows()).containsExactly("0", "1");
        assertThat(cho.rows()).containsExactly("0", "1");
    }

    @Test
    void who_is_still_being_sent_to_is_waited_for_in_a_task_of_its_own() {
        var slow = crowd.open("ann", true);
        var ben = crowd.open("ben", true);
        var cho = crowd.open("cho", true);
        slow.isBusy = true;
        for (int i = 0; i < 2; i++) {
            crowd.log(1);
            crowd.wake(slow, ben, cho);
            crowd.nextTask().run();
        }
        var waiting = crowd.nextTask();
        crowd.log(1);
        crowd.wake(slow, ben, cho);
        crowd.runAll();

        assertThat(gateway.together).containsExactly(3, 3, 2);
        assertThat(ben.rows()).containsExactly("0", "1", "2");
        assertThat(cho.rows()).containsExactly("0", "1", "2");
        assertThat(slow.rows()).containsExactly("0");
        waiting.run();
        crowd.runAll();
        assertThat(slow.rows()).containsExactly("0", "1", "2");
    }

    @Test
    void what_is_large_is_sent_by_who_can_wait_for_it() {
        var slow = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        slow.isBusy = true;
        slow.isGone = true;
        gateway.log.add(ListGateway.delta("x".repeat(100_000)));
        crowd.wake(slow, cho);
        crowd.nextTask().run();
        assertThat(slow.broadcasts()).isEmpty();
        assertThat(cho.broadcasts()).isEmpty();
        crowd.runAll();

        assertThat(slow.closed).containsExactly("1008 Messages are not read");
        assertThat(cho.broadcasts()).hasSize(1);
        assertThat(gateway.together).containsExactly(2);
    }

    @Test
    void who_never_reads_is_ended_and_nothing_more_is_read_for_it() {
        var deaf = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        deaf.isBusy = true;
        deaf.isGone = true;
        for (int i = 0; i < 3; i++) {
            crowd.log(1);
            crowd.wake(deaf, cho);
            crowd.runAll();
        }

        assertThat(deaf.closed).containsExactly("1008 Messages are not read");
        assertThat(deaf.rows()).containsExactly("0");
        assertThat(gateway.together).containsExactly(2, 2, 1);
        assertThat(cho.rows()).containsExactly("0", "1", "2");
    }

    @Test
    void who_has_pulled_meanwhile_is_sent_nothing_from_before() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        crowd.log(1);
        gateway.meanwhile = () -> {
            gateway.meanwhile = () -> {};
            crowd.log(1);
            ann.pull(new Cursor(6));
        };
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(ann.rows()).isEmpty();
        assertThat(cho.rows()).containsExactly("0");
    }

    @Test
    void who_is_far_behind_is_read_for_alone_and_completely() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        crowd.log(2 * Crowd.LIMIT + 1);
        cho.pull(new Cursor(2 * (2 * Crowd.LIMIT) + 2));
        crowd.runAll();
        crowd.log(1);
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(ann.rows()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(cho.rows()).containsExactly("7");
    }

    @Test
    void when_reading_together_fails_everybody_is_read_for_alone() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        gateway.faultOfTogether = new IllegalStateException("planned");
        crowd.log(1);
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(ann.rows()).containsExactly("0");
        assertThat(cho.rows()).containsExactly("0");
        assertThat(ann.closed).isEmpty();
    }

    @Test
    void who_cannot_be_read_for_is_ended_and_nobody_else() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        gateway.fault = new IllegalStateException("planned");
        gateway.isFaultyFor = caller -> caller.subject().equals("ann");
        crowd.log(1);
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(ann.closed).singleElement().asString().startsWith("1011");
        assertThat(cho.closed).isEmpty();
        assertThat(cho.rows()).containsExactly("0");
    }

    @Test
    void a_task_that_dies_takes_no_wake_up_with_it_but_its_own() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        gateway.meanwhile = () -> {
            throw new AssertionError("planned");
        };
        crowd.log(1);
        crowd.wake(ann, cho);
        assertThatThrownBy(crowd::runAll).hasMessage("planned");
        gateway.meanwhile = () -> {};
        crowd.log(1);
        crowd.wake(ann, cho);
        crowd.runAll();

        assertThat(ann.rows()).containsExactly("0", "1");
        assertThat(cho.rows()).containsExactly("0", "1");
    }

    @Test
    void who_has_ended_or_has_not_pulled_yet_is_not_read_for() {
        var ended = crowd.open("ann", true);
        ended.socket.end(CloseReasons.EXPIRED);
        var fresh = crowd.enter("ben", true);
        var cho = crowd.open("cho", true);
        crowd.log(1);
        crowd.wake(ended, fresh, cho);
        crowd.runAll();

        assertThat(gateway.together).containsExactly(1);
        assertThat(ended.broadcasts()).isEmpty();
        assertThat(fresh.broadcasts()).isEmpty();
        assertThat(cho.rows()).containsExactly("0");
    }

    @Test
    void many_are_read_for_in_parts_so_that_the_first_need_not_wait_for_the_last() {
        var lines =
                IntStream.range(0, 600).mapToObj(i -> crowd.open("c" + i, true)).toArray(Crowd.Line[]::new);
        crowd.log(1);
        crowd.wake(lines);
        crowd.runAll();

        assertThat(gateway.together).hasSizeGreaterThan(1).allMatch(size -> size <= 300);
        assertThat(gateway.together.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(lines).allSatisfy(line -> assertThat(line.rows()).containsExactly("0"));
    }

    @Test
    void a_stopping_server_says_good_bye_to_who_was_read_for() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        crowd.log(1);
        ann.isBusy = true;
        cho.isBusy = true;
        crowd.wake(ann, cho);
        crowd.runAll();
        crowd.log(1);
        crowd.wake(ann, cho);
        gateway.meanwhile = () -> crowd.stop();
        crowd.runAll();

        assertThat(ann.closed).containsExactly("1001 Server shutting down");
        assertThat(cho.closed).containsExactly("1001 Server shutting down");
    }

    /** A server that is suspended takes no tasks, and serves on when it is resumed. */
    @Test
    void who_is_woken_while_the_last_task_ends_that_the_server_takes_is_not_left_behind() {
        var ann = crowd.open("ann", true);
        var cho = crowd.open("cho", true);
        crowd.log(1);
        gateway.meanwhile = () -> {
            crowd.stop();
            crowd.wake(cho);
        };
        crowd.wake(ann);
        assertThatThrownBy(crowd::runAll).isInstanceOf(RejectedExecutionException.class);

        assertThat(ann.rows()).containsExactly("0");
        assertThat(cho.closed).containsExactly("1001 Server shutting down");
    }
}
