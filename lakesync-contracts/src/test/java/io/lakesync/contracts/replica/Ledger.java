package io.lakesync.contracts.replica;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the rows must be: a plain fold of all that reached the server, in words of its own. */
final class Ledger {
    private record Pen(long hlc, String client) {
        boolean isOver(Pen other) {
            int order = other == null ? 1 : Long.compareUnsigned(hlc, other.hlc);
            return order > 0 || order == 0 && client.compareTo(other.client) > 0;
        }
    }

    private record Ink(Pen pen, String text) {}

    private static final class Sheet {
        private final Map<String, Ink> cells = new TreeMap<>();
        private Pen mark;
        private Pen grave;

        Sheet() {}

        Sheet(Sheet other) {
            cells.putAll(other.cells);
            mark = other.mark;
            grave = other.grave;
        }
    }

    private final Map<RowKey, Sheet> sheets = new TreeMap<>();
    private final Map<RowKey, List<Map<String, String>>> looks = new HashMap<>();
    private final Map<RowKey, Set<String>> authors = new HashMap<>();

    /**
     * Adds of a push what its sender may write: each row is judged once, by its looks before and after, none where it is
     * dead; one that is dead and stays so by its last looks.
     */
    void addWhere(List<Delta> push, Guard guard) {
        push.stream().collect(Collectors.groupingBy(Delta::row)).forEach((row, deltas) -> {
            var before = sheets.getOrDefault(row, new Sheet());
            var after = new Sheet(before);
            deltas.forEach(delta -> write(after, delta));
            boolean isDead = !isAlive(before) && !isAlive(after);
            if (guard.mayWrite(look(before, isDead), look(after, isDead))) {
                deltas.forEach(this::add);
            }
        });
    }

    /** Who has pushed in vain may be told of the row too. */
    void addInVain(Delta delta) {
        authors.computeIfAbsent(delta.row(), row -> new HashSet<>()).add(delta.clientId());
    }

    private static Optional<Map<String, String>> look(Sheet sheet, boolean isDead) {
        if (isDead) {
            return sheet.cells.isEmpty() ? Optional.empty() : Optional.of(all(sheet));
        }
        return isAlive(sheet) ? Optional.of(shown(sheet)) : Optional.empty();
    }

    void add(Delta delta) {
        var sheet = sheets.computeIfAbsent(delta.row(), row -> new Sheet());
        write(sheet, delta);
        looks.computeIfAbsent(delta.row(), row -> new ArrayList<>()).add(isAlive(sheet) ? shown(sheet) : all(sheet));
        addInVain(delta);
    }

    private static void write(Sheet sheet, Delta delta) {
        var pen = new Pen(delta.hlc().bits(), delta.clientId());
        if (delta.op() == DeltaOp.DELETE) {
            sheet.grave = pen.isOver(sheet.grave) ? pen : sheet.grave;
        } else {
            sheet.mark = pen.isOver(sheet.mark) ? pen : sheet.mark;
            delta.columns().forEach(column -> {
                var held = sheet.cells.get(column.column());
                if (held == null || pen.isOver(held.pen())) {
                    sheet.cells.put(column.column(), new Ink(pen, column.value().text()));
                }
            });
        }
    }

    /** The rows that exist, each with the text of its visible columns. */
    Map<RowKey, Map<String, String>> rows() {
        var rows = new TreeMap<RowKey, Map<String, String>>();
        sheets.forEach((key, sheet) -> {
            if (isAlive(sheet)) {
                rows.put(key, shown(sheet));
            }
        });
        return rows;
    }

    /** Every look that the row ever had, also after its end. */
    List<Map<String, String>> looks(RowKey row) {
        return looks.getOrDefault(row, List.of());
    }

    boolean isAuthor(String client, RowKey row) {
        return authors.getOrDefault(row, Set.of()).contains(client);
    }

    private static boolean isAlive(Sheet sheet) {
        return sheet.mark != null && sheet.mark.isOver(sheet.grave);
    }

    private static Map<String, String> shown(Sheet sheet) {
        var shown = new TreeMap<String, String>();
        sheet.cells.forEach((name, ink) -> {
            if (ink.pen().isOver(sheet.grave)) {
                shown.put(name, ink.text());
            }
        });
        return shown;
    }

    /** Whether somebody may turn a row from one look into another; empty stands for no row. */
    interface Guard {
        boolean mayWrite(Optional<Map<String, String>> before, Optional<Map<String, String>> after);
    }

    private static Map<String, String> all(Sheet sheet) {
        var all = new TreeMap<String, String>();
        sheet.cells.forEach((name, ink) -> all.put(name, ink.text()));
        return all;
    }
}
