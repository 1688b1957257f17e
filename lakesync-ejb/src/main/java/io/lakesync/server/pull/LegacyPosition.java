package io.lakesync.server.pull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.server.log.Position;
import java.util.Optional;

/**
 * How the position of a client moves with each pull, and when its rows are sent a second time. The existing client
 * drops a row when the pair that replaces it meets a losing edit of its own; the second sending brings it back.
 */
final class LegacyPosition {
    /** A client that repeats a {@code since} lost the answer, or nothing is new; three times must be enough. */
    private static final int SENDINGS_MAX = 3;

    private LegacyPosition() {}

    static Position pulled(Optional<Position> before, Cursor since, boolean isSnapshot, long head) {
        var position = before.map(p -> p.pulled(since)).orElseGet(() -> Position.first(since));
        if (!isSnapshot) {
            return position.withSnapshotHead(0);
        }
        boolean goesOn = since.isInSnapshot() && since.stamp() > 0 && position.snapshotHead() > 0;
        return goesOn ? position : position.withSnapshotHead(head);
    }

    static boolean isSentAgain(Position position) {
        return position.before().compareTo(position.since()) < 0
                && position.since().stamp() > 0
                && position.repeats() < SENDINGS_MAX;
    }
}
