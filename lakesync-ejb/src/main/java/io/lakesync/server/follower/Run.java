package io.lakesync.server.follower;

import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** How one follower is doing. Advanced by one task at a time, read by anybody. */
final class Run {
    private static final Duration BACKOFF_MIN = Duration.ofMillis(250);
    private static final int DOUBLINGS_MAX = 16;

    private final Follower follower;
    private final Duration backoffMax;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile Instant atHead;
    private volatile Instant notBefore = Instant.MIN;
    private volatile String problem = "";
    private volatile boolean caughtUp;
    private volatile int failures;

    Run(Follower follower, Duration backoffMax, Instant now) {
        this.follower = follower;
        this.backoffMax = backoffMax;
        this.atHead = now;
    }

    Follower follower() {
        return follower;
    }

    /**
     * Claims the follower for one task; false when it must wait after a failure, or when another task has it, which is
     * then asked to go on.
     */
    boolean begin(Instant now) {
        wanted.set(true);
        return !now.isBefore(notBefore) && busy.compareAndSet(false, true);
    }

    /** @return whether somebody has asked for another task since the last batch began */
    boolean end() {
        busy.set(false);
        return wanted.get();
    }

    /** Carries one batch. @return whether there may be more */
    boolean advance(Instant now) {
        wanted.set(false);
        boolean more = follower.advance();
        failures = 0;
        problem = "";
        caughtUp = !more;
        if (caughtUp) {
            atHead = now;
        }
        return more;
    }

    /** @return how long to wait before the next try: doubling, with jitter */
    Duration failed(Throwable failure, Instant now) {
        caughtUp = false;
        problem = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        long millis = Math.min(backoffMax.toMillis(), BACKOFF_MIN.toMillis() << Math.min(failures, DOUBLINGS_MAX));
        failures = failures + 1;
        var pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
        notBefore = now.plus(pause);
        return pause;
    }

    FollowerStatus status(Instant now) {
        long lag = caughtUp ? 0 : Math.max(0, Duration.between(atHead, now).toMillis());
        return new FollowerStatus(follower.name(), follower.position(), OptionalLong.of(lag), problem);
    }
}
