package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncFailure;
import java.time.Instant;

/**
 * A delta that was refused for good but acknowledged, because its client would have retried for ever.
 *
 * @param key names it among the deltas in quarantine of its gateway
 * @param since when it came; judging it anew does not change that
 */
public record Quarantined(String key, Delta delta, SyncFailure reason, String message, Instant since) {
    public Quarantined {
        requireNonNull(key, "key");
        requireNonNull(delta, "delta");
        requireNonNull(reason, "reason");
        requireNonNull(message, "message");
        requireNonNull(since, "since");
    }
}
