package io.lakesync.server.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.log.DeltasLogged;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowersTest {
    private static final int ROUNDS = 10;
    private static final int FOLLOWERS = 6;
    private static final GatewayId SEA = new GatewayId("sea");

    private final Followers followers = new Followers();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Elsewhere leases = new Elsewhere();
    private Runnable round;
    private boolean isSuspended;

    @BeforeEach
    void start() {
        var given = Map.of("lakesync.jwt.secret", "secret", "lakesync.drain-timeout", "1 m");
        followers.settings = Settings.read(given.keySet(), key -> Optional.ofNullable(given.get(key)));
        followers.clock = InstantSource.fixed(Instant.ofEpochSecond(1_000));
        followers.executor = fake(ManagedExecutorService.class, (self, call, words) -> submit((Runnable) words[0]));
        followers.clockwork = fake(ManagedScheduledExecutorService.class, (self, call, words) -> {
            round = (Runnable) words[0];
            return fake(ScheduledFuture.class, (schedule, ended, none) -> true);
        });
        var present = IntStream.range(0, FOLLOWERS)
                .<Follower<?>>mapToObj(FollowersTest::follower)
                .toList();
        FollowerSource source = () -> present;
        followers.sources = cast(fake(Instance.class, (self, call, words) -> Stream.of(source)));
        followers.leases = leases;
        followers.letters = new DeadLetters();
        followers.meters = new Unwatched();
        followers.start();
    }

    @Test
    void followers_whose_tasks_are_refused_while_the_server_is_suspended_go_on_when_it_is_resumed() {
        isSuspended = true;
        IntStream.range(0, ROUNDS).forEach(i -> round.run());
        assertThat(leases.asked).isEmpty();

        isSuspended = false;
        round.run();
        finish();
        assertThat(leases.asked).hasSize(FOLLOWERS);
    }

    @Test
    void a_task_that_cannot_hand_on_what_waits_leaves_it_to_a_later_round() {
        round.run();
        isSuspended = true;
        finish();
        isSuspended = false;
        round.run();
        finish();
        assertThat(leases.asked).hasSize(FOLLOWERS);
    }

    @Test
    void a_commit_starts_the_followers_of_its_gateway_and_no_others() {
        followers.wake(new DeltasLogged(SEA, 2));
        followers.wake(new DeltasLogged(SEA, 3));
        assertThat(tasks).hasSize(1);
        finish();

        assertThat(leases.asked).hasSize(1).allMatch(who -> who.gateway().equals(SEA));
    }

    @Test
    void a_commit_while_the_server_is_suspended_holds_up_no_later_one() {
        isSuspended = true;
        followers.wake(new DeltasLogged(SEA, 2));
        isSuspended = false;
        followers.wake(new DeltasLogged(SEA, 3));
        finish();

        assertThat(leases.asked).hasSize(1);
    }

    /** A schedule ends with the first round that throws. */
    @Test
    void a_round_for_which_memory_ran_out_is_not_the_last_one() {
        var sources = followers.sources;
        followers.sources = cast(fake(Instance.class, (self, call, words) -> {
            throw new OutOfMemoryError("planned");
        }));
        assertThatCode(round::run).doesNotThrowAnyException();

        followers.sources = sources;
        round.run();
        finish();
        assertThat(leases.asked).hasSize(FOLLOWERS);
    }

    /** It would wait for a minute. */
    @Test
    void a_stop_waits_for_no_task_that_was_refused() {
        isSuspended = true;
        round.run();
        long before = System.nanoTime();
        followers.stop();
        assertThat(System.nanoTime() - before).isLessThan(30_000_000_000L);
    }

    private Object submit(Runnable task) {
        if (isSuspended) {
            throw new RejectedExecutionException("suspended");
        }
        tasks.add(task);
        return null;
    }

    private void finish() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private static Follower<?> follower(int number) {
        return fake(Follower.class, (self, call, words) -> switch (call.getName()) {
            case "gateway" -> number == 0 ? SEA : new GatewayId("air");
            case "name" -> "follower " + number;
            case "wantsOpening" -> false;
            case "hashCode" -> number;
            case "equals" -> self == words[0];
            default -> "";
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }

    @SuppressWarnings("unchecked")
    private static Instance<FollowerSource> cast(Instance<?> sources) {
        return (Instance<FollowerSource>) sources;
    }

    /** Every lease is elsewhere: a follower asks for its own, and has no other step to take. */
    private static final class Elsewhere extends Leases {
        private final Set<Followed> asked = new HashSet<>();

        @Override
        boolean isDue() {
            return false;
        }

        @Override
        OptionalLong epoch(Followed who) {
            return OptionalLong.empty();
        }

        @Override
        boolean claim(Followed who, long above) {
            asked.add(who);
            return false;
        }

        @Override
        void release() {
            asked.clear();
        }
    }

    private static final class Unwatched extends FollowerMeters {
        @Override
        void watch(Run run) {
            assertThat(run.standing()).isEmpty();
        }
    }
}
