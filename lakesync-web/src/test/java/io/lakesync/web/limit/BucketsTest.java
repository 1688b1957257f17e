package io.lakesync.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.settings.Rate;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final int THREADS = 8;
    private static final int KEYS = 2000;

    private volatile Instant now = Instant.ofEpochSecond(100);

    @Test
    void what_is_remembered_is_bounded_in_bytes_and_a_busy_key_stays() {
        var buckets = buckets(new Rate(1, 3), 100_000);
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.admits("busy")).isTrue();
        }
        for (int i = 0; i < 10_000; i++) {
            buckets.admits("passer-by " + i);
            assertThat(buckets.admits("busy")).isFalse();
        }
        assertThat(buckets.remembered()).isBetween(100L, 170L);
    }

    @Test
    void long_keys_weigh_more() {
        var buckets = buckets(new Rate(1, 1), 100_000);
        for (int i = 0; i < 1000; i++) {
            buckets.admits("x".repeat(8000) + i);
        }
        assertThat(buckets.remembered()).isBetween(1L, 6L);
    }

    @Test
    void an_idle_key_is_forgotten_when_that_changes_nothing() {
        var quick = buckets(new Rate(10, 10), 100_000);
        var slow = buckets(new Rate(1, 3600), 100_000);
        quick.admits("ann");
        for (int i = 0; i < 3600; i++) {
            slow.admits("ann");
        }

        now = now.plusSeconds(59);
        assertThat(quick.remembered()).isOne();
        now = now.plusSeconds(1);
        assertThat(quick.remembered()).isZero();
        assertThat(slow.remembered()).isOne();
        now = now.plusSeconds(3540);
        assertThat(slow.remembered()).isOne();
        now = now.plusSeconds(1);
        assertThat(slow.remembered()).isZero();
    }

    /** All meet each new key at the same moment, when its bucket is made. */
    @Test
    void threads_at_once_take_exactly_the_burst() throws Exception {
        var buckets = buckets(new Rate(1, 3), 10_000_000);
        var start = new CyclicBarrier(THREADS);
        Callable<Integer> client = () -> {
            int taken = 0;
            for (int key = 0; key < KEYS; key++) {
                start.await(10, TimeUnit.SECONDS);
                taken += buckets.admits("client " + key) ? 1 : 0;
            }
            return taken;
        };
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            int taken = 0;
            for (var answer : threads.invokeAll(Collections.nCopies(THREADS, client))) {
                taken += answer.get();
            }
            assertThat(taken).isEqualTo(3 * KEYS);
        } finally {
            threads.shutdownNow();
        }
    }

    private Buckets<String> buckets(Rate rate, long bytesMax) {
        return new Buckets<>(rate, new ForwardTime(() -> now), bytesMax, String::length);
    }
}
