package io.lakesync.engine.rules;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Sync rules together with the declared column types, ready to make a {@link View} for any caller. Immutable. */
public final class CompiledRules {
    private static final CompiledRules EVERYTHING = compile(
            new SyncRules(1, List.of(new Bucket("everything", List.of(), List.of(), WriteLevel.ANY))), List.of());
    private static final CompiledRules NOTHING = compile(new SyncRules(1, List.of()), List.of());

    private final SyncRules rules;
    private final List<SyncRules> predecessors;
    private final ColumnTypes types;

    private CompiledRules(SyncRules rules, List<SyncRules> predecessors, ColumnTypes types) {
        this.rules = rules;
        this.predecessors = predecessors;
        this.types = types;
    }

    /** Comparison is typed by those schemas whose {@link TableSchema#deltaTable()} a row belongs to. */
    public static CompiledRules compile(SyncRules rules, Collection<TableSchema> schemas) {
        return compile(rules, List.of(), schemas);
    }

    /**
     * As {@link #compile(SyncRules, Collection)}.
     *
     * @param predecessors rules that were in force before: a reader may still hold what they showed it
     */
    public static CompiledRules compile(
            SyncRules rules, Collection<SyncRules> predecessors, Collection<TableSchema> schemas) {
        return new CompiledRules(rules, List.copyOf(predecessors), ColumnTypes.of(schemas));
    }

    /** Every row may be seen and changed: for administrators and open gateways. */
    public static CompiledRules everything() {
        return EVERYTHING;
    }

    /** No row may be seen or changed. */
    public static CompiledRules nothing() {
        return NOTHING;
    }

    /** The columns whose values decide about rows of this table. */
    public Set<String> filterColumns(String table) {
        return filterColumns(Stream.of(rules), table);
    }

    /** The columns whose values decide about rows of this table, or did so under a predecessor. */
    public Set<String> rememberedColumns(String table) {
        return predecessors.isEmpty()
                ? filterColumns(table)
                : filterColumns(Stream.concat(Stream.of(rules), predecessors.stream()), table);
    }

    private static Set<String> filterColumns(Stream<SyncRules> rules, String table) {
        return rules.flatMap(r -> r.buckets().stream())
                .filter(bucket -> Allowance.covers(bucket, table))
                .flatMap(bucket -> bucket.filters().stream())
                .map(Filter::column)
                .collect(toUnmodifiableSet());
    }

    /** The names of the claims that decide what a caller sees. */
    public Set<String> claims() {
        return rules.buckets().stream()
                .flatMap(bucket -> bucket.filters().stream())
                .flatMap(filter ->
                        filter.operand() instanceof Operand.Claim claim ? Stream.of(claim.name()) : Stream.empty())
                .collect(toUnmodifiableSet());
    }

    /** What a caller with these claims may see and change. Claims that no rule names are not looked at. */
    public View view(Map<String, List<String>> claims) {
        return new View(
                rules.buckets().stream().map(b -> Allowance.of(b, claims)).toList(), types);
    }
}
