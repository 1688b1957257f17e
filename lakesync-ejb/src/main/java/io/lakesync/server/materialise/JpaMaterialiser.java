package io.lakesync.server.materialise;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.materialise.DestinationRow;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import io.lakesync.engine.materialise.SqlDialect;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
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
    public Cursor open() {
        close();
        return destination.define(connection -> {
            var dialect = destination.dialect(connection);
            shape(connection, dialect);
            var claim =
                    cursors.claim(connection, table.shape(), destination.clock().instant());
            opened = Optional.of(new Opened(new RowBatch(table, dialect, unit(dialect)), claim.epoch()));
            return claim.cursor();
        });
    }

    @Override
    public void write(List<DestinationRow> rows, Cursor reached) {
        var present = opened.orElseThrow(() -> new IllegalStateException("not open"));
        var now = destination.clock().instant();
        destination.transactions().run(present.batch().unit()::open, entities -> {
            try {
                cursors.advance(entities, present.epoch(), reached, now);
                present.batch().write(entities, rows, now);
                entities.flush();
            } catch (PersistenceException | EclipseLinkException e) {
                throw refusal(e);
            }
        });
    }

    @Override
    public void close() {
        opened.ifPresent(present -> present.batch().unit().close());
        opened = Optional.empty();
    }

    /** A cursor is disowned before anything is made or added: dying in between, the table is read again. */
    private void shape(Connection connection, SqlDialect dialect) throws SQLException {
        destination.execute(connection, dialect.createCursors());
        var present = destination.columns(connection, table);
        if (!present.containsAll(table.columnNames())) {
            cursors.claim(connection, "", destination.clock().instant());
        }
        destination.execute(connection, dialect.shape(table, present));
    }

    /** The provider lets its own exceptions out where it looks rows up. */
    private SyncException refusal(RuntimeException e) {
        return new SyncException(SyncFailure.ADAPTER_ERROR, "%s: %s".formatted(table.qualified(), Reason.of(e)), e);
    }

    private TableUnit unit(SqlDialect dialect) {
        var name = "%s %s".formatted(table.qualified(), UUID.randomUUID());
        var unit = new DestinationUnit(
                name, destination.dataSource(), destination.type(), JpaMaterialiser.class.getClassLoader());
        try {
            return new TableUnit(table, dialect, unit, destination.properties());
        } catch (PersistenceException | EclipseLinkException e) {
            throw refusal(e);
        }
    }
}
