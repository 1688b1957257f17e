package io.lakesync.engine.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import io.lakesync.engine.rules.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The entries and rows that a push makes, in the order in which it merges. */
final class Appended {
    private final PushTerms terms;
    private final View view;
    private final String clientId;
    private final Function<RowKey, StoredRow> stored;
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<RowKey, StoredRow> changed = new LinkedHashMap<>();
    private final Set<RowKey> echoed = new HashSet<>();

    /** @param view the sender's */
    Appended(PushTerms terms, View view, String clientId, Function<RowKey, StoredRow> stored) {
        this.terms = terms;
        this.view = view;
        this.clientId = clientId;
        this.stored = stored;
    }

    void merge(Delta delta) {
        var row = changed.containsKey(delta.row()) ? changed.get(delta.row()) : stored.apply(delta.row());
        var before = row.state();
        var after = before.merge(delta);
        if (after != before) {
            commit(delta, row, after);
        } else if (!before.holds(delta) || isHidden(delta, before)) {
            echo(delta.row());
        }
    }

    /** Sent again after the first answer was lost: the sender shows the row once more, though it was told to forget it. */
    private boolean isHidden(Delta delta, RowState state) {
        boolean sees = state.isAlive() && view.sees(delta.row().table(), state.image());
        return delta.op() != DeltaOp.DELETE && !sees;
    }

    /** The sender is to be sent the row as it stands; once per push is enough, because it stands as after the push. */
    void echo(RowKey row) {
        if (echoed.add(row)) {
            entries.add(new LogEntry.Echo(nextStamp(), row, clientId));
        }
    }

    List<LogEntry> entries() {
        return entries;
    }

    List<StoredRow> changedRows() {
        return List.copyOf(changed.values());
    }

    private void commit(Delta delta, StoredRow row, RowState after) {
        long stamp = nextStamp();
        var columns = terms.rules().filterColumns(delta.row().table());
        var seen = new Seen(seen(row.state(), columns), seen(after, columns));
        boolean born = row.state().equals(RowState.EMPTY);
        entries.add(new LogEntry.Committed(stamp, delta, seen, !after.holds(delta), born));
        var remembered = terms.rules().rememberedColumns(delta.row().table());
        var told = remembered.equals(columns) ? seen : new Seen(seen(row.state(), remembered), seen(after, remembered));
        changed.put(delta.row(), row.changed(after, stamp, told));
    }

    private long nextStamp() {
        return terms.nextStamp() + (long) entries.size() * PushTerms.STAMP_STEP;
    }

    private static Optional<Map<String, JsonValue>> seen(RowState state, Set<String> columns) {
        if (!state.isAlive()) {
            return Optional.empty();
        }
        if (columns.isEmpty()) {
            return Optional.of(Map.of());
        }
        var values = new LinkedHashMap<String, JsonValue>();
        state.image().forEach((column, value) -> {
            if (columns.contains(column)) {
                values.put(column, value);
            }
        });
        return Optional.of(values);
    }
}
