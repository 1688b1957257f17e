package io.lakesync.server.clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of day that the log's database told last, carried on steadily, so that all nodes say the same whatever their own
 * clocks do. The machine's until the database is asked, when the server starts. May step as the database's clock does. Safe
 * for use by many threads.
 */
@ApplicationScoped
public class DatabaseClock implements InstantSource {
    /** An answer that took longer says too little about the present. */
    private static final Duration ANSWER_MAX = Duration.ofMillis(500);

    @Inject
    @Steady
    InstantSource steady;

    private volatile Duration ahead = Duration.ZERO;

    /** Asks for milliseconds since 1970. */
    @FunctionalInterface
    interface Question {
        long millis();
    }

    @Override
    public Instant instant() {
        return steady.instant().plus(ahead);
    }

    /** Has the database asked; an answer that was long on its way is not believed, the next one may be. */
    void look(Question question) {
        var asked = steady.instant();
        var told = Instant.ofEpochMilli(question.millis());
        var way = Duration.between(asked, steady.instant());
        if (way.compareTo(ANSWER_MAX) <= 0) {
            ahead = Duration.between(asked.plus(way.dividedBy(2)), told);
        }
    }
}
