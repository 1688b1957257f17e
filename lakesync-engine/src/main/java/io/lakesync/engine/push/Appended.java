package io.lakesync.engine.push;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Seen;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.merge.RowState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** The entries and rows that a push makes, in the order in which it merges. */
final class Appended {
    private final PushTerms terms;
    private final Predicate<StoredRow> isInLine;
    private final BiPredicate<RowKey, RowState> isSeen;
    private final String clientId;
    private final Function<RowKey, StoredRow> stored;
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<RowKey, StoredRow> changed = new LinkedHashMap<>();
    private final Set<RowKey> echoed = new HashSet<>();

    /**
     * @param isInLine whether the sender may show the row without being told of it
     * @param isSeen whether the sender sees a row, or saw it before its end, and will be told when it no longer does
     */
    Appended(
            PushTerms terms,
            Predicate<StoredRow> isInLine,
            BiPredicate<RowKey, RowState> isSeen,
            String clientId,
            Function<RowKey, StoredRow> stored) {
        this.terms = terms;
        this.isInLine = isInLine;
        this.isSeen = isSeen;
        this.clientId = clientId;
        this.stored = stored;
    }

    void merge(Delta delta) {
        var row = changed.containsKey(delta.row()) ? changed.get(delta.row()) : stored.apply(delta.row());
        var before = row.state();
        var after = before.merge(delta);
        if (after != before) {
            commit(delta, row, after);
        } else if (!before.holds(delta) || isShownAgain(delta, row)) {
            echo(delta.row());
        }
    }

    /** Sent again after the first answer was lost: the sender shows the row once more, though it was told to forget it. */
    private boolean isShownAgain(Delta delta, StoredRow row) {
        return delta.op() != DeltaOp.DELETE && !isInLine.test(row);
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
        boolean lost = !after.holds(delta) || !isSeen.test(delta.row(), after);
        entries.add(new LogEntry.Committed(stamp, delta, seen, lost, born));
        var remembered = terms.rules().rememberedColumns(delta.row().table());
        var told = new Seen(shown(row.state(), remembered), shown(after, remembered));
        changed.put(delta.row(), row.changed(after, stamp, told));
    }

    /** The end of a row is told to who saw its last image: when it comes back, that image ends like any other. */
    private static Optional<Map<String, JsonValue>> shown(RowState state, Set<String> columns) {
        return state.isAlive() || state.existence().isEmpty()
                ? seen(state, columns)
                : Optional.of(among(columns, state.lastImage()));
    }

    private long nextStamp() {
        return terms.nextStamp() + (long) entries.size() * PushTerms.STAMP_STEP;
    }

    private static Optional<Map<String, JsonValue>> seen(RowState state, Set<String> columns) {
        return state.isAlive() ? Optional.of(among(columns, state.image())) : Optional.empty();
    }

    private static Map<String, JsonValue> among(Set<String> columns, Map<String, JsonValue> image) {
        if (columns.isEmpty()) {
            return Map.of();
        }
        var values = new LinkedHashMap<String, JsonValue>();
        image.forEach((column, value) -> {
            if (columns.contains(column)) {
                values.put(column, value);
            }
        });
        return values;
    }
}
