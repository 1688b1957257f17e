package io.lakesync.server.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;

/** Whether the machine's clock is right, and what of that is news. For one thread at a time. */
final class ClockError {
    /** What clients are allowed, too. */
    private static final Duration MAX = Duration.ofSeconds(5);

    private Duration told = Duration.ZERO;

    /** @param sentence for the server's log */
    record News(Level level, String sentence) {}

    /** @param error how far the machine's clock is ahead of the database's */
    Optional<News> news(Duration error) {
        boolean isWrong = isMore(error);
        if (isWrong == isMore(told) && !isMore(error.minus(told))) {
            return Optional.empty();
        }
        told = isWrong ? error : Duration.ZERO;
        return Optional.of(isWrong ? wrong(error) : new News(Level.INFO, "this machine's clock is right again"));
    }

    private static News wrong(Duration error) {
        var sentence =
                "this machine's clock is %d s %s the database's: LakeSync goes by the database's, set this one right"
                        .formatted(error.abs().toSeconds(), error.isNegative() ? "behind" : "ahead of");
        return new News(Level.WARNING, sentence);
    }

    private static boolean isMore(Duration error) {
        return error.abs().compareTo(MAX) > 0;
    }
}
