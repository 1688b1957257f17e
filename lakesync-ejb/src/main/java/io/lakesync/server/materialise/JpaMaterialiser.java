package io.lakesync.server.materialise;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.engine.materialise.DestinationRow;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import io.lakesync.engine.materialise.SqlDialect;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Reason;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.persistence.exceptions.EclipseLinkException;

/** Writes through a dynamic entity, which it maps anew whenever it opens the table. */
final class JpaMaterialiser implements Materialiser {
    private final Destination destination;
    private final DestinationTable table;
    private final CursorTable cursors;
    private Optional<Opened> opened = Optional.empty();

    JpaMaterialiser(Destination destination, DestinationTable table, CursorTable cursors) {
        this.destination = destination;
        this.table = table;
        this.cursors = cursors;
    }

    private record Opened(RowBatch batch, long epoch) {}

    @Override
    public Takeover open(long epoch) {
        close();
        return destination.database().define(connection -> {
            var dialect = destination.dialects().of(connection);
            Dialects.define(connection, dialect.definitions().cursors());
            var present = destination.columns(connection, table);
            if (!present.containsAll(table.columnNames())) {
                var disowned = claim(connection, epoch, "");
                if (!disowned.isGranted(epoch)) {
                    return disowned;
                }
            }
            Dialects.define(connection, dialect.definitions().table(table, present));
            var claimed = claim(connection, epoch, table.shape());
            if (claimed.isGranted(epoch)) {
                opened = Optional.of(new Opened(new RowBatch(table, dialect, unit(dialect)), epoch));
            }
            return claimed;
        });
    }

    /** With "" as shape the cursor is disowned, before anything is made or added: dying in between, the table is read again. */
    private Takeover claim(Connection connection, long epoch, String shape) throws SQLException {
        return cursors.claim(connection, epoch, shape, destination.clock().instant());
    }

    @Override
    public void write(List<DestinationRow> rows, Cursor reached) {
        var present = opened.orElseThrow(() -> new IllegalStateException("not open"));
        var now = destination.clock().instant();
        destination.transactions().run(present.batch().unit()::open, entities -> {
            try {
                advance(entities, present.epoch(), reached, now);
                present.batch().write(entities, rows, now);
                entities.flush();
            } catch (PersistenceException | EclipseLinkException e) {
                throw refusal(e);
            }
        });
    }

    private void advance(EntityManager entities, long epoch, Cursor reached, Instant now) {
        var move = entities.createNativeQuery(CursorTable.advanceStatement());
        int index = 0;
        for (var parameter : cursors.advanceParameters(epoch, reached, now)) {
            move.setParameter(++index, parameter);
        }
        cursors.requireOwner(move.executeUpdate());
    }

    @Override
    public void close() {
        opened.ifPresent(present -> present.batch().unit().close());
        opened = Optional.empty();
    }

    /** The provider lets its own exceptions out where it looks rows up. */
    private SyncException refusal(RuntimeException e) {
        return new SyncException(SyncFailure.ADAPTER_ERROR, "%s: %s".formatted(table.qualified(), Reason.of(e)), e);
    }

    private TableUnit unit(SqlDialect dialect) {
        var name = "%s %s".formatted(table.qualified(), UUID.randomUUID());
        var unit = new DestinationUnit(
                name, destination.database().source(), destination.type(), JpaMaterialiser.class.getClassLoader());
        try {
            return new TableUnit(table, dialect, unit, destination.properties());
        } catch (PersistenceException | EclipseLinkException e) {
            throw refusal(e);
        }
    }
}
