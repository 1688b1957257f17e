package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a push: everything is durable.
 *
 * @param cursor for clients with {@link Capability#CURSOR} the stamp of this push; for all others, who take it for their
 *     next {@code since}, the position that they have proved to hold
 * @param accepted how many deltas are acknowledged: logged, absorbed or in quarantine
 */
public record PushResult(Cursor cursor, int accepted, long rulesVersion) {
    public PushResult {
        requireNonNull(cursor, "cursor");
    }
}
