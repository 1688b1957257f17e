package io.lakesync.server.materialise;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Takeover;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import io.lakesync.server.follower.Batch;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.Letter;
import java.util.Optional;

/**
 * Keeps one table of a gateway materialised. It reads row states, never the log: a row that changes meanwhile moves
 * ahead of it and is met again, so the table is at least as new as the cursor, however long the log is kept.
 */
final class TableFollower implements Follower<StoredRow> {
    private final GatewayId gateway;
    private final String name;
    private final TableReader reader;
    private final MaterialiserSource materialisers;
    private volatile DestinationTable wanted;
    private Optional<Open> open = Optional.empty();

    /** Reads row states, each time in a transaction of its own. */
    interface TableReader {
        TablePage after(GatewayId gateway, String table, long stamp, int rowsMax);

        /** The row as it now is; empty when there is none. */
        Optional<StoredRow> row(GatewayId gateway, RowKey key);
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

    /** The table may have grown; seen by the next batch. */
    void become(DestinationTable table) {
        wanted = table;
    }

    @Override
    public synchronized boolean wantsOpening() {
        return open.filter(o -> o.table().equals(wanted)).isEmpty();
    }

    @Override
    public synchronized Takeover open(long epoch) {
        close();
        var table = wanted;
        var materialiser = materialisers.of(table, new CursorTable(gateway, name));
        var found = materialiser.open(epoch);
        open = Optional.of(new Open(table, materialiser));
        return found;
    }

    @Override
    public Batch<StoredRow> read(Cursor from, int rowsMax) {
        var page = reader.after(gateway, wanted.source(), from.stamp(), rowsMax);
        return new Batch<>(page.rows(), page.reached(), !page.isEmpty());
    }

    /** Whatever goes wrong, even an unknown outcome: it is opened and the cursor read again before anything else is done. */
    @Override
    public synchronized void write(Batch<StoredRow> batch) {
        boolean written = false;
        var present = open.orElseThrow(() -> new IllegalStateException("not open"));
        try {
            var rows = batch.entries().stream()
                    .map(row -> present.table().row(row.key().rowId(), row.stamp(), row.state()))
                    .toList();
            present.materialiser().write(rows, batch.reached());
            written = true;
        } finally {
            if (!written) {
                close();
            }
        }
    }

    @Override
    public Letter letter(StoredRow row, String reason) {
        return new Letter(gateway, name, row.stamp(), row.key(), Optional.empty(), reason);
    }

    @Override
    public Optional<StoredRow> entry(Letter letter) {
        return reader.row(gateway, letter.row());
    }

    @Override
    public synchronized void close() {
        open.ifPresent(o -> o.materialiser().close());
        open = Optional.empty();
    }
}
