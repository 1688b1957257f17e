package io.lakesync.web.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RerunTest {
    private static final Runnable NOTHING = () -> {};

    @Test
    void asks_before_the_run_are_served_by_one_run() {
        var queue = new ArrayDeque<Runnable>();
        var runs = new AtomicInteger();
        var rerun = new Rerun(queue::add, runs::incrementAndGet, NOTHING);

        rerun.ask();
        rerun.ask();
        drain(queue);

        assertThat(runs).hasValue(1);
    }

    @Test
    void an_ask_during_a_run_makes_it_run_once_more() {
        var queue = new ArrayDeque<Runnable>();
        var runs = new AtomicInteger();
        var self = new Rerun[1];
        self[0] = new Rerun(
                queue::add,
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        self[0].ask();
                        self[0].ask();
                    }
                },
                NOTHING);

        self[0].ask();
        drain(queue);

        assertThat(runs).hasValue(2);
    }

    @Test
    void a_task_that_fails_does_not_lose_an_ask() {
        var queue = new ArrayDeque<Runnable>();
        var runs = new AtomicInteger();
        var rerun = new Rerun(
                queue::add,
                () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("planned");
                },
                NOTHING);

        for (int i = 1; i <= 2; i++) {
            rerun.ask();
            assertThatThrownBy(() -> queue.remove().run()).hasMessage("planned");
            assertThat(runs).hasValue(i);
        }
    }

    @Test
    void a_refused_ask_does_not_block_the_next() {
        var open = new AtomicBoolean();
        var runs = new AtomicInteger();
        var rerun = new Rerun(
                task -> {
                    if (!open.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                },
                runs::incrementAndGet,
                NOTHING);

        assertThatThrownBy(rerun::ask).isInstanceOf(RejectedExecutionException.class);
        open.set(true);
        rerun.ask();

        assertThat(runs).hasValue(1);
    }

    /** Whatever was counted before an ask is seen by a run that begins after it. */
    @Test
    void no_ask_of_many_threads_is_lost_and_no_two_runs_overlap() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        var produced = new AtomicInteger();
        var seen = new AtomicInteger();
        var running = new AtomicInteger();
        var overlapped = new AtomicBoolean();
        var rerun = new Rerun(
                pool,
                () -> {
                    overlapped.compareAndSet(false, running.incrementAndGet() > 1);
                    seen.set(produced.get());
                    running.decrementAndGet();
                },
                NOTHING);
        var done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(() -> {
                        for (int i = 0; i < 5000; i++) {
                            produced.incrementAndGet();
                            rerun.ask();
                        }
                        done.countDown();
                    })
                    .start();
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        for (long end = System.nanoTime() + 30_000_000_000L; seen.get() < 20_000 && System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasValue(20_000);
        assertThat(overlapped).isFalse();
    }

    private static void drain(ArrayDeque<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }
}
