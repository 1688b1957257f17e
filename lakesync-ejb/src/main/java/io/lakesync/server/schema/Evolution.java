package io.lakesync.server.schema;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** What may become of a table: it gains columns. Whatever else changes would contradict deltas that are in the log. */
final class Evolution {
    private Evolution() {}

    /** @throws SyncException SCHEMA_ERROR naming every column that is lost or changes its type */
    static void require(TableSchema from, TableSchema to) {
        var faults = new ArrayList<String>();
        for (var column : from.columns()) {
            var name = column.name().name();
            var found = to.find(name);
            if (found.isEmpty()) {
                faults.add("column \"%s\" is missing".formatted(name));
            } else if (found.get().type() != column.type()) {
                faults.add("column \"%s\" is %s and cannot become %s"
                        .formatted(
                                name, column.type().word(), found.get().type().word()));
            }
        }
        requireSame(faults, "destination table", from.table(), to.table());
        requireSame(faults, "primary key", from.primaryKey(), to.primaryKey());
        requireNone(faults, to.deltaTable());
    }

    private static void requireSame(List<String> faults, String what, Object from, Object to) {
        if (!from.equals(to)) {
            faults.add("the %s is %s and cannot become %s".formatted(what, from, to));
        }
    }

    private static void requireNone(List<String> faults, String table) {
        if (!faults.isEmpty()) {
            throw new SyncException(
                    SyncFailure.SCHEMA_ERROR,
                    "table \"%s\" may only gain columns: %s".formatted(table, String.join("; ", faults)));
        }
    }
}
