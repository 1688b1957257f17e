package io.lakesync.engine.merge;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.JsonValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Immutable cells, or what is read from them, by column name in the order of the names. Two sorted arrays: a merge runs
 * for every delta, and copying an array is the cheapest copy there is.
 */
final class Cells<V> extends AbstractMap<String, V> {
    private final String[] names;
    private final Cell[] cells;
    private final Function<Cell, V> read;

    private Cells(String[] names, Cell[] cells, Function<Cell, V> read) {
        this.names = names;
        this.cells = cells;
        this.read = read;
    }

    /** A sorted copy, or the very same map when it is one already. */
    static Cells<Cell> of(Map<String, Cell> map) {
        if (map instanceof Cells<Cell> same) {
            return same;
        }
        TreeMap<String, Cell> sorted = new TreeMap<>(map);
        return new Cells<>(
                sorted.keySet().toArray(String[]::new), sorted.values().toArray(Cell[]::new), Function.identity());
    }

    /** The cells with those of a delta that win; the very same cells when none does. */
    static Cells<Cell> merge(Cells<Cell> held, List<ColumnValue> columns, Writer writer) {
        Draft draft = new Draft(held);
        for (ColumnValue column : columns) {
            draft.offer(column.column(), new Cell(column.value(), writer));
        }
        return draft.finish();
    }

    /** The values of those cells that pass. */
    static Cells<JsonValue> values(Cells<Cell> held, Predicate<Cell> passes) {
        if (Arrays.stream(held.cells).allMatch(passes)) {
            return new Cells<>(held.names, held.cells, Cell::value);
        }
        int[] visible = IntStream.range(0, held.size())
                .filter(i -> passes.test(held.cells[i]))
                .toArray();
        return new Cells<>(
                Arrays.stream(visible).mapToObj(i -> held.names[i]).toArray(String[]::new),
                Arrays.stream(visible).mapToObj(i -> held.cells[i]).toArray(Cell[]::new),
                Cell::value);
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean containsKey(Object column) {
        return find(column) >= 0;
    }

    @Override
    public V get(Object column) {
        int at = find(column);
        return at < 0 ? null : read.apply(cells[at]);
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return names.length;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return IntStream.range(0, names.length)
                        .mapToObj(i -> Map.entry(names[i], read.apply(cells[i])))
                        .iterator();
            }
        };
    }

    private int find(Object column) {
        return column instanceof String name ? Arrays.binarySearch(names, name) : -1;
    }

    /** Cells in the making. It shares the arrays that it began with until something changes. */
    private static final class Draft {
        private final Cells<Cell> held;
        private String[] names;
        private Cell[] cells;

        Draft(Cells<Cell> held) {
            this.held = held;
            this.names = held.names;
            this.cells = held.cells;
        }

        void offer(String name, Cell cell) {
            int at = Arrays.binarySearch(names, name);
            if (at < 0) {
                names = inserted(names, ~at, name);
                cells = inserted(cells, ~at, cell);
            } else if (cell.wins(cells[at])) {
                cells = cells == held.cells ? cells.clone() : cells;
                cells[at] = cell;
            }
        }

        private static <T> T[] inserted(T[] array, int at, T element) {
            T[] longer = Arrays.copyOf(array, array.length + 1);
            System.arraycopy(array, at, longer, at + 1, array.length - at);
            longer[at] = element;
            return longer;
        }

        Cells<Cell> finish() {
            return cells == held.cells ? held : new Cells<>(names, cells, held.read);
        }
    }
}
