package io.lakesync.engine.merge;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything known about one row: a join of last-writer-wins registers, one per column, one for the tombstone and one
 * for the existence mark. Immutable. Merging is commutative, associative and idempotent.
 *
 * @param cells by column; sorted by column name. Cells not newer than the tombstone are hidden and never come back
 * @param existence the newest INSERT or UPDATE, with or without columns; never older than a cell
 * @param tombstone the newest DELETE
 */
public record RowState(Map<String, Cell> cells, Optional<Writer> existence, Optional<Writer> tombstone) {
    public static final RowState EMPTY = new RowState(Map.of(), Optional.empty(), Optional.empty());

    /** @throws IllegalArgumentException when a cell is newer than the existence mark: no deltas lead there */
    public RowState {
        requireNonNull(existence, "existence");
        requireNonNull(tombstone, "tombstone");
        if (!(cells instanceof Cells)) {
            cells = Cells.of(cells);
            requireMarked(cells, existence);
        }
    }

    /**
     * The state after one more delta of this row, or {@code this} when it changes no register. The columns of a DELETE
     * mean nothing. If a delta names a column twice, the greater value wins whatever the order.
     *
     * @throws IllegalArgumentException for a forget, which drops a copy of the row and is not merged
     */
    public RowState merge(Delta delta) {
        Writer writer = Writer.of(delta);
        if (delta.op() == DeltaOp.DELETE) {
            return bury(delta, writer);
        }
        Cells<Cell> held = Cells.of(cells);
        Cells<Cell> merged = Cells.merge(held, delta.columns(), writer);
        boolean marks = isAfter(writer, existence);
        return merged == held && !marks
                ? this
                : new RowState(merged, marks ? Optional.of(writer) : existence, tombstone);
    }

    /** Whether every register that the delta writes holds exactly this delta: its writer and its value. */
    public boolean holds(Delta delta) {
        Writer writer = Writer.of(delta);
        if (delta.op() == DeltaOp.DELETE) {
            return tombstone.filter(writer::equals).isPresent();
        }
        return existence.filter(writer::equals).isPresent()
                && delta.columns().stream().allMatch(c -> new Cell(c.value(), writer).equals(cells.get(c.column())));
    }

    /** If INSERT or UPDATE and DELETE come from the same writer, the DELETE wins. */
    public boolean isAlive() {
        return existence.filter(mark -> isAfter(mark, tombstone)).isPresent();
    }

    /** The visible columns of an alive row, sorted by name; empty when the row is dead. */
    public Map<String, JsonValue> image() {
        return isAlive() ? Cells.values(Cells.of(cells), cell -> isAfter(cell.writer(), tombstone)) : Map.of();
    }

    /** The values of all cells, hidden ones too, sorted by name: of a dead row, how it last looked. */
    public Map<String, JsonValue> lastImage() {
        return Cells.values(Cells.of(cells), cell -> true);
    }

    /**
     * The state as deltas, without ids, that lead from {@link #EMPTY} to it: one for each writer that still holds a
     * register, sorted by writer. Who holds the existence mark comes as INSERT, who holds only cells as UPDATE, which
     * raises no receiver's mark above the true one because no cell is newer than it. A writer that holds the tombstone
     * and other registers yields two; the DELETE is the later.
     */
    public List<Delta> deltas(RowKey row) {
        TreeMap<Writer, List<ColumnValue>> columns = new TreeMap<>();
        existence.ifPresent(mark -> columns.put(mark, new ArrayList<>()));
        cells.forEach((name, cell) -> columns.computeIfAbsent(cell.writer(), w -> new ArrayList<>())
                .add(new ColumnValue(name, cell.value())));
        List<Delta> deltas = new ArrayList<>(columns.size() + 1);
        columns.forEach((writer, values) -> deltas.add(delta(mark(writer), row, writer, values)));
        tombstone.ifPresent(grave -> deltas.add(delta(DeltaOp.DELETE, row, grave, List.of())));
        deltas.sort(Comparator.comparing(Writer::of));
        return List.copyOf(deltas);
    }

    /** The writer of the newest register; empty for the empty state only. */
    public Optional<Writer> newest() {
        return existence.filter(mark -> isAfter(mark, tombstone)).or(() -> tombstone);
    }

    /** Whether this client still holds a register. */
    public boolean isWrittenBy(String clientId) {
        return existence.filter(w -> w.clientId().equals(clientId)).isPresent()
                || tombstone.filter(w -> w.clientId().equals(clientId)).isPresent()
                || cells.values().stream().anyMatch(c -> c.writer().clientId().equals(clientId));
    }

    private RowState bury(Delta delta, Writer writer) {
        if (delta.isForget()) {
            throw new IllegalArgumentException("a forget is not merged: " + delta.row());
        }
        return isAfter(writer, tombstone) ? new RowState(cells, existence, Optional.of(writer)) : this;
    }

    private DeltaOp mark(Writer writer) {
        return existence.filter(writer::equals).isPresent() ? DeltaOp.INSERT : DeltaOp.UPDATE;
    }

    private static Delta delta(DeltaOp op, RowKey row, Writer writer, List<ColumnValue> columns) {
        return new Delta(op, row, writer.clientId(), columns, writer.hlc(), "");
    }

    private static boolean isAfter(Writer writer, Optional<Writer> register) {
        return register.isEmpty() || writer.isAfter(register.get());
    }

    private static void requireMarked(Map<String, Cell> cells, Optional<Writer> existence) {
        cells.forEach((column, cell) -> {
            if (existence.isEmpty() || cell.writer().isAfter(existence.get())) {
                throw new IllegalArgumentException("cell newer than the existence mark: " + column);
            }
        });
    }
}
