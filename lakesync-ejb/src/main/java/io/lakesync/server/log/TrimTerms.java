package io.lakesync.server.log;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Which entries need not be kept any more: those older than {@code retention}, if every follower has passed them or they
 * are older than {@code hold}.
 *
 * @param passed the stamp up to which every follower has come
 */
public record TrimTerms(Duration retention, Duration hold, long passed) {
    public TrimTerms {
        requireNonNull(retention, "retention");
        requireNonNull(hold, "hold");
    }

    boolean isOver(long lastStamp, long ageMillis) {
        return ageMillis > retention.toMillis() && (lastStamp <= passed || ageMillis > hold.toMillis());
    }
}
