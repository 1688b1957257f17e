package io.lakesync.engine.rules;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one caller may see and change under the rules in force. Judges whole rows, never the columns that a delta happens
 * to carry. Immutable; safe for use by many threads.
 */
public final class View {
    private final List<Allowance> buckets;
    private final ColumnTypes types;
    private final Map<String, List<Allowance>> byTable;
    private final List<Allowance> elsewhere;

    View(List<Allowance> buckets, ColumnTypes types) {
        this.buckets = buckets;
        this.types = types;
        List<Allowance> open = buckets.stream().filter(Allowance::isOpen).toList();
        this.byTable = open.stream()
                .flatMap(allowance -> allowance.bucket().tables().stream())
                .distinct()
                .collect(toUnmodifiableMap(Function.identity(), table -> covering(open, table)));
        this.elsewhere =
                open.stream().filter(a -> a.bucket().tables().isEmpty()).toList();
    }

    /** Whether any bucket lets the row through. Asked for existing images only: the caller decides what a dead row shows. */
    public boolean sees(String table, Map<String, JsonValue> image) {
        return anyMatches(covering(table), image, types.of(table));
    }

    /**
     * Whether the caller may turn a row from what it was into what it is after all deltas of a push; empty stands for a
     * row that does not exist. The row must be allowed to be left as it was and to be made as it is, each by any bucket:
     *
     * <ul>
     *   <li>a bucket of level {@code visible} allows leaving and making rows that match it;
     *   <li>one of level {@code own} also, and what may be left through it, or does not exist yet, may become anything;
     *   <li>one of level {@code any} allows every row of its tables;
     *   <li>one of level {@code none}, and one that names a claim the caller lacks, allows nothing.
     * </ul>
     *
     * So a row may move from one writable bucket to another: that is no more than to delete it there and insert it here.
     * Where no bucket allows writing, nothing is, not even to a row that neither exists before nor after.
     */
    public boolean mayWrite(
            String table, Optional<Map<String, JsonValue>> before, Optional<Map<String, JsonValue>> after) {
        List<Allowance> writable =
                covering(table).stream().filter(Allowance::allowsWriting).toList();
        Map<String, ColumnType> columns = types.of(table);
        List<Allowance> releasing = writable.stream().filter(Allowance::letsGo).toList();
        return !writable.isEmpty()
                && before.map(image -> anyAllows(writable, image, columns)).orElse(true)
                && (after.map(image -> anyAllows(writable, image, columns)).orElse(true)
                        || before.map(image -> anyMatches(releasing, image, columns))
                                .orElse(!releasing.isEmpty()));
    }

    /** Why the row is visible or hidden: every bucket in declared order, every filter with what it compared. */
    public Explanation explain(String table, Map<String, JsonValue> image) {
        Map<String, ColumnType> columns = types.of(table);
        return new Explanation(
                table,
                buckets.stream().map(a -> a.explain(table, image, columns)).toList());
    }

    private List<Allowance> covering(String table) {
        return byTable.getOrDefault(table, elsewhere);
    }

    private static List<Allowance> covering(List<Allowance> allowances, String table) {
        return allowances.stream()
                .filter(a -> Allowance.covers(a.bucket(), table))
                .toList();
    }

    private static boolean anyMatches(
            List<Allowance> allowances, Map<String, JsonValue> image, Map<String, ColumnType> columns) {
        for (Allowance allowance : allowances) {
            if (allowance.matches(image, columns)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyAllows(
            List<Allowance> allowances, Map<String, JsonValue> image, Map<String, ColumnType> columns) {
        return allowances.stream().anyMatch(a -> a.allowsWriting(image, columns));
    }
}
