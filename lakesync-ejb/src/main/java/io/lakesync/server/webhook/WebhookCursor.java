package io.lakesync.server.webhook;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.engine.materialise.SqlDialect;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** How far a webhook is: in the control database, because its receiver keeps nothing for us. Outside any transaction. */
record WebhookCursor(DataSource source, List<SqlDialect> dialects, CursorTable row, InstantSource clock) {
    private static final String SHAPE = "deltas 1";

    WebhookCursor {
        dialects = List.copyOf(dialects);
    }

    /** Work on a connection of which every statement commits by itself. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Takeover claim(long epoch) {
        return on(connection -> {
            var product = connection.getMetaData().getDatabaseProductName();
            var dialect =
                    dialects.stream().filter(d -> d.speaks(product)).findFirst().orElseThrow();
            try (var statement = connection.createStatement()) {
                for (var definition : dialect.createCursors()) {
                    statement.execute(definition);
                }
            }
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

    private <T> T on(Work<T> work) {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "the position is not known: %s".formatted(Reason.of(e)), e);
        }
    }
}
