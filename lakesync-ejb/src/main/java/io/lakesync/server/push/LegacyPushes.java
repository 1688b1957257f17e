package io.lakesync.server.push;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.engine.pull.Position;
import io.lakesync.server.log.HeadMoved;
import io.lakesync.server.log.PositionTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The existing client overwrites its cursor with every push answer. It is told the only position that it has proved to
 * hold: what it sent as {@code since} of its latest pull.
 */
@ApplicationScoped
class LegacyPushes {
    @Inject
    PositionTransaction positions;

    /**
     * @return the cursor to answer
     * @throws SyncException UNAVAILABLE, once, when the latest page was not the last: the next pull proves that it arrived
     */
    Cursor requirePulled(PushRequest push) {
        var position = HeadMoved.retry(
                () -> positions.change(push.gateway(), push.clientId(), LegacyPushes::afterPush), () -> {});
        if (position.filter(Position::mustPullFirst).isPresent()) {
            throw new SyncException(SyncFailure.UNAVAILABLE, "there is more to pull; pull first, then push again");
        }
        return position.map(Position::proved).orElse(Cursor.BEGINNING);
    }

    private static Optional<Position> afterPush(Optional<Position> before) {
        return before.map(p -> p.mustPullFirst() ? p.asRefused() : p.asTaken())
                .or(() -> Optional.of(Position.unpulled()));
    }
}
