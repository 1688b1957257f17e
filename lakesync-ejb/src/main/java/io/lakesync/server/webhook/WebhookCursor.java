package io.lakesync.server.webhook;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Reason;
import io.lakesync.server.log.LogDatabase.SqlWork;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;

/** How far a webhook is: in the control database, because its receiver keeps nothing for us. Outside any transaction. */
record WebhookCursor(DataSource source, Dialects dialects, CursorTable row, InstantSource clock) {
    private static final String SHAPE = "deltas 1";

    Takeover claim(long epoch) {
        return on(connection -> {
            Dialects.define(connection, dialects.of(connection).definitions().cursors());
            return row.claim(connection, epoch, SHAPE, clock.instant());
        });
    }

    /** @throws SyncException UNAVAILABLE when somebody has claimed it under a higher epoch */
    void move(long epoch, Cursor reached) {
        on(connection -> {
            row.advance(connection, epoch, reached, clock.instant());
            return reached;
        });
    }

    private <T> T on(SqlWork<T> work) {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "the position is not known: %s".formatted(Reason.of(e)), e);
        }
    }
}
