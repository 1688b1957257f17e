package io.lakesync.server.materialise;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import io.lakesync.server.follower.Follower;
import java.util.Optional;

/**
 * Keeps one table of a gateway materialised. It reads row states, never the log: a row that changes meanwhile moves
 * ahead of it and is met again, so the table is at least as new as the cursor, however long the log is kept.
 */
final class TableFollower implements Follower {
    private final GatewayId gateway;
    private final String name;
    private final TableReader reader;
    private final MaterialiserSource materialisers;
    private volatile DestinationTable wanted;
    private volatile Cursor position = Cursor.BEGINNING;
    private Optional<Open> open = Optional.empty();

    /** Reads a page of row states after a stamp, in a transaction of its own. */
    @FunctionalInterface
    interface TableReader {
        TablePage after(GatewayId gateway, String table, long stamp);
    }

    /** Makes a materialiser, not yet opened. */
    @FunctionalInterface
    interface MaterialiserSource {
        Materialiser of(DestinationTable table, CursorTable cursors);
    }

    TableFollower(GatewayId gateway, DestinationTable table, TableReader reader, MaterialiserSource materialisers) {
        this.gateway = requireNonNull(gateway, "gateway");
        this.name = "table %s".formatted(table.name());
        this.wanted = table;
        this.reader = reader;
        this.materialisers = materialisers;
    }

    private record Open(DestinationTable table, Materialiser materialiser) {}

    @Override
    public GatewayId gateway() {
        return gateway;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Cursor position() {
        return position;
    }

    /** The table may have grown; seen by the next batch. */
    void become(DestinationTable table) {
        wanted = table;
    }

    @Override
    public synchronized boolean advance() {
        var table = wanted;
        if (open.filter(o -> o.table().equals(table)).isEmpty()) {
            reopen(table);
        }
        var page = reader.after(gateway, table.source(), position.stamp());
        if (!page.isEmpty()) {
            write(table, page);
        }
        position = page.reached();
        return !page.isEmpty();
    }

    /** Gives up what it holds; the next batch starts from the durable cursor. */
    synchronized void close() {
        open.ifPresent(o -> o.materialiser().close());
        open = Optional.empty();
    }

    private void reopen(DestinationTable table) {
        close();
        var materialiser = materialisers.of(table, new CursorTable(gateway, name));
        position = materialiser.open();
        open = Optional.of(new Open(table, materialiser));
    }

    /** Whatever goes wrong, even an unknown outcome: the cursor is read again before anything else is done. */
    private void write(DestinationTable table, TablePage page) {
        boolean written = false;
        try {
            var rows = page.rows().stream()
                    .map(row -> table.row(row.key().rowId(), row.stamp(), row.state()))
                    .toList();
            open.orElseThrow().materialiser().write(rows, page.reached());
            written = true;
        } finally {
            if (!written) {
                close();
            }
        }
    }
}
