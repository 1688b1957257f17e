package io.lakesync.engine.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;

/**
 * What was found when a destination was taken over.
 *
 * @param epoch in force there: the one that was asked for, or a higher one, whose owner fences out whoever asked
 * @param cursor how far it is
 */
public record Takeover(long epoch, Cursor cursor) {
    public Takeover {
        requireNonNull(cursor, "cursor");
    }

    public boolean isGranted(long asked) {
        return epoch == asked;
    }
}
