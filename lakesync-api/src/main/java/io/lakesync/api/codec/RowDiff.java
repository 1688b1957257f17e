package io.lakesync.api.codec;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the delta between two images of one row, with its delta id. The order of an image's columns is kept: the id
 * depends on it, so images come in maps with an order.
 */
public final class RowDiff {
    private final RowKey row;
    private final String clientId;
    private final Hlc hlc;
    private final Predicate<String> allowed;

    private RowDiff(RowKey row, String clientId, Hlc hlc, Predicate<String> allowed) {
        this.row = requireNonNull(row, "row");
        this.clientId = requireNonNull(clientId, "clientId");
        this.hlc = requireNonNull(hlc, "hlc");
        this.allowed = allowed;
    }

    public static RowDiff of(RowKey row, String clientId, Hlc hlc) {
        return new RowDiff(row, clientId, hlc, column -> true);
    }

    /** The same, but blind to all other columns. */
    public RowDiff only(Set<String> columns) {
        return new RowDiff(row, clientId, hlc, Set.copyOf(columns)::contains);
    }

    public Delta inserted(Map<String, JsonValue> after) {
        return delta(DeltaOp.INSERT, columns(after.keySet(), after));
    }

    public Delta deleted() {
        return delta(DeltaOp.DELETE, List.of());
    }

    /** The columns of {@code after} whose value is another than before; empty when there is none. */
    public Optional<Delta> changed(Map<String, JsonValue> before, Map<String, JsonValue> after) {
        var order = new LinkedHashSet<>(before.keySet());
        order.addAll(after.keySet());
        order.removeIf(column -> !after.containsKey(column) || isUnchanged(column, before, after));
        var columns = columns(order, after);
        return columns.isEmpty() ? Optional.empty() : Optional.of(delta(DeltaOp.UPDATE, columns));
    }

    private static boolean isUnchanged(String column, Map<String, JsonValue> before, Map<String, JsonValue> after) {
        return before.containsKey(column) && JsonText.isSame(before.get(column), after.get(column));
    }

    private List<ColumnValue> columns(Set<String> names, Map<String, JsonValue> image) {
        return names.stream()
                .filter(allowed)
                .map(name -> new ColumnValue(name, image.get(name)))
                .toList();
    }

    private Delta delta(DeltaOp op, List<ColumnValue> columns) {
        var delta = new Delta(op, row, clientId, columns, hlc, "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }
}
