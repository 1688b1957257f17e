package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/** Looks no more often than it must, however often it is asked. Looks are made by one thread at a time. */
public final class Lookout {
    private final Duration every;
    private Instant again = Instant.MIN;
    private volatile boolean called;

    public Lookout(Duration every) {
        this.every = requireNonNull(every, "every");
    }

    /** Whoever asks next has it look. Safe for use by many threads. */
    public void call() {
        called = true;
    }

    /** Looks, if the last look that succeeded is so long ago, or there was a call since. */
    public void ask(Instant now, Runnable look) {
        if (called) {
            again = Instant.MIN;
            // before the look: a call meanwhile asks for another one
            called = false;
        }
        if (!now.isBefore(again)) {
            look.run();
            again = now.plus(every);
        }
    }
}
