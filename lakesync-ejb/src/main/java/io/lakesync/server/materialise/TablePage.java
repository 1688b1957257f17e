package io.lakesync.server.materialise;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.log.StoredRow;
import java.util.List;

/**
 * Row states of one table in the order of their stamps, and the head before they were read. Public because Payara calls
 * session beans from another class loader.
 */
public record TablePage(long head, List<StoredRow> rows) {
    public TablePage {
        rows = List.copyOf(rows);
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Where a reader stands who has this page: rows may be there that are newer than the head that was read. */
    public Cursor reached() {
        return isEmpty()
                ? Cursor.at(head)
                : Cursor.inSnapshot(rows.get(rows.size() - 1).stamp());
    }
}
