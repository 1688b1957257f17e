package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a push: everything is durable.
 *
 * @param cursor what the client uses as its next {@code since}
 * @param accepted how many deltas are acknowledged: logged, absorbed or in quarantine
 */
public record PushResult(Cursor cursor, int accepted, long rulesVersion) {
    public PushResult {
        requireNonNull(cursor, "cursor");
    }
}
