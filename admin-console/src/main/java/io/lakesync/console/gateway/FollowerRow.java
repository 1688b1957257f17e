package io.lakesync.console.gateway;

import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import java.util.Comparator;

/** One follower as a page shows it. */
public record FollowerRow(String name, String cursor, boolean inSnapshot, Lag lag, String problem) {
    /** Whoever needs attention first. */
    static final Comparator<FollowerRow> WORST_FIRST = Comparator.comparing(FollowerRow::hasProblem)
            .thenComparing(follower -> follower.lag().millis().orElse(Long.MAX_VALUE))
            .reversed()
            .thenComparing(FollowerRow::name);

    static FollowerRow of(FollowerStatus status) {
        return new FollowerRow(
                status.name(),
                status.cursor().toString(),
                status.cursor().isInSnapshot(),
                new Lag(status.lagMillis()),
                status.problem());
    }

    public boolean hasProblem() {
        return !problem.isEmpty();
    }

    /** A follower with a problem is never shown as good. */
    public String level() {
        return hasProblem() ? "poor" : lag.level();
    }
}
