package io.lakesync.server.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.engine.pull.Position;

/**
 * A client's position as it was read.
 *
 * @param version counts its changes: what is decided from it holds only if nobody else changed it meanwhile
 */
public record KeptPosition(Position position, long version) {
    public KeptPosition {
        requireNonNull(position, "position");
    }
}
