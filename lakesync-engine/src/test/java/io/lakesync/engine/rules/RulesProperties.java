package io.lakesync.engine.rules;

import static io.lakesync.engine.rules.RulesWorld.json;
import static io.lakesync.engine.rules.RulesWorld.meaning;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.Seeds;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.rules.RulesWorld.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesProperties {
    private static final int ROWS = 40;

    @Seeds
    void a_view_sees_what_the_naive_rules_see(long seed) {
        requireSees(seed, CompiledRules::compile);
    }

    @Seeds
    void a_view_lets_write_what_the_naive_rules_let_write(long seed) {
        requireWrites(seed, CompiledRules::compile);
    }

    @Seeds
    void an_explanation_agrees_with_the_verdict_bucket_by_bucket(long seed) {
        requireExplained(seed, CompiledRules::compile);
    }

    @Seeds
    void null_and_absence_pass_nothing_but_the_null_test(long seed) {
        requireNullTest(seed, CompiledRules::compile);
    }

    @Seeds
    void without_its_claim_a_bucket_shows_and_grants_nothing(long seed) {
        requireClaim(seed, CompiledRules::compile);
    }

    @Seeds
    void read_only_buckets_change_nothing_about_writing(long seed) {
        requireReadOnly(seed, CompiledRules::compile);
    }

    /** One operand that can be compared passes exactly one of less, equal, greater; one that cannot passes none. */
    @Seeds
    void less_equal_and_greater_exclude_each_other(long seed) {
        requireOrder(seed, CompiledRules::compile);
    }

    @Seeds
    void more_buckets_hide_nothing_and_more_filters_reveal_nothing(long seed) {
        requireMonotony(seed, CompiledRules::compile);
    }

    @Seeds
    void only_the_named_columns_and_claims_decide(long seed) {
        requireNamed(seed, CompiledRules::compile);
    }

    static void requireSees(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        for (int i = 0; i < ROWS; i++) {
            SyncRules rules = world.rules();
            Map<String, List<String>> claims = world.claims();
            Map<String, Value> row = world.row();
            String table = world.any(RulesWorld.TABLES);

            assertThat(view(compiler, world, rules, claims).sees(table, json(row)))
                    .as("%s %s %s %s %s", rules, world.types, claims, table, row)
                    .isEqualTo(naive(world, rules, claims, table).sees(table, meaning(row)));
        }
    }

    static void requireWrites(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        for (int i = 0; i < ROWS; i++) {
            SyncRules rules = world.rules();
            Map<String, List<String>> claims = world.claims();
            Optional<Map<String, Value>> before = world.rowOrNone();
            Optional<Map<String, Value>> after = world.rowOrNone();
            String table = world.any(RulesWorld.TABLES);

            assertThat(view(compiler, world, rules, claims)
                            .mayWrite(table, before.map(RulesWorld::json), after.map(RulesWorld::json)))
                    .as("%s %s %s %s %s %s", rules, world.types, claims, table, before, after)
                    .isEqualTo(naive(world, rules, claims, table)
                            .mayWrite(table, before.map(RulesWorld::meaning), after.map(RulesWorld::meaning)));
        }
    }

    static void requireExplained(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        SyncRules rules = world.rules();
        Map<String, List<String>> claims = world.claims();
        Map<String, Value> row = world.row();
        View view = view(compiler, world, rules, claims);
        Explanation explanation = view.explain("todos", json(row));

        assertThat(explanation.isVisible()).isEqualTo(view.sees("todos", json(row)));
        assertThat(explanation.buckets().stream().map(Explanation.BucketVerdict::letsThrough))
                .isEqualTo(rules.buckets().stream()
                        .map(bucket -> naive(world, rules, claims, "todos").matches(bucket, "todos", meaning(row)))
                        .toList());
    }

    static void requireNullTest(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        Filter filter = world.filter();
        Map<String, Value> row = world.row();
        row.put(filter.column(), new Value("null", null));
        boolean asksForNull = filter.operand() instanceof Operand.Null && filter.op() == FilterOp.EQ;
        View view = view(compiler, world, only(filter), world.claims());

        assertThat(view.sees("todos", json(row))).isEqualTo(asksForNull);
        row.remove(filter.column());
        assertThat(view.sees("todos", json(row))).isEqualTo(asksForNull);
    }

    static void requireClaim(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        Bucket bucket = world.bucket();
        List<Filter> filters = new ArrayList<>(bucket.filters());
        filters.add(new Filter(world.any(RulesWorld.COLUMNS), world.filter().op(), new Operand.Claim("absent")));
        SyncRules rules = new SyncRules(1, List.of(new Bucket("b", List.of(), filters, bucket.write())));
        View view = view(compiler, world, rules, world.claims());

        assertThat(view.sees("todos", json(world.row()))).isFalse();
        assertThat(view.mayWrite(
                        "todos",
                        world.rowOrNone().map(RulesWorld::json),
                        world.rowOrNone().map(RulesWorld::json)))
                .isFalse();
    }

    static void requireReadOnly(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        SyncRules rules = world.rules();
        SyncRules writable = new SyncRules(
                1,
                rules.buckets().stream()
                        .filter(b -> b.write() != WriteLevel.NONE)
                        .toList());
        Map<String, List<String>> claims = world.claims();
        var before = world.rowOrNone().map(RulesWorld::json);
        var after = world.rowOrNone().map(RulesWorld::json);

        assertThat(view(compiler, world, rules, claims).mayWrite("todos", before, after))
                .isEqualTo(view(compiler, world, writable, claims).mayWrite("todos", before, after));
    }

    static void requireOrder(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        Operand operand = new Operand.Literal(world.operand());
        Map<String, Value> row = Map.of("a", world.value());
        List<FilterOp> passing = Stream.of(FilterOp.values())
                .filter(op -> view(compiler, world, only(new Filter("a", op, operand)), Map.of())
                        .sees("todos", json(row)))
                .toList();

        assertThat(passing)
                .isIn(
                        List.of(),
                        List.of(FilterOp.EQ, FilterOp.IN, FilterOp.GTE, FilterOp.LTE),
                        List.of(FilterOp.NEQ, FilterOp.GT, FilterOp.GTE),
                        List.of(FilterOp.NEQ, FilterOp.LT, FilterOp.LTE));
    }

    static void requireMonotony(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        SyncRules rules = world.rules();
        Bucket more = world.bucket();
        List<Bucket> buckets = new ArrayList<>(rules.buckets());
        buckets.add(world.random.nextInt(buckets.size() + 1), more);
        List<Filter> filters = new ArrayList<>(more.filters());
        filters.add(world.filter());
        Bucket narrower = new Bucket(more.name(), more.tables(), filters, more.write());
        Map<String, List<String>> claims = world.claims();
        for (int i = 0; i < ROWS; i++) {
            var row = json(world.row());

            assertThat(view(compiler, world, rules, claims).sees("todos", row))
                    .satisfiesAnyOf(seen -> assertThat(seen).isFalse(), seen -> assertThat(
                                    view(compiler, world, new SyncRules(1, buckets), claims)
                                            .sees("todos", row))
                            .isTrue());
            assertThat(view(compiler, world, new SyncRules(1, List.of(narrower)), claims)
                            .sees("todos", row))
                    .satisfiesAnyOf(seen -> assertThat(seen).isFalse(), seen -> assertThat(
                                    view(compiler, world, new SyncRules(1, List.of(more)), claims)
                                            .sees("todos", row))
                            .isTrue());
        }
    }

    static void requireNamed(long seed, Compiler compiler) {
        RulesWorld world = new RulesWorld(seed);
        SyncRules rules = world.rules();
        CompiledRules compiled = CompiledRules.compile(rules, schemas(world));
        CompiledRules naming = compiler.compile(rules, schemas(world));
        Map<String, List<String>> claims = world.claims();
        Map<String, List<String>> fewer = new HashMap<>(claims);
        fewer.keySet().retainAll(naming.claims());
        for (String table : RulesWorld.TABLES) {
            var row = json(world.row());
            var narrower = new HashMap<>(row);
            narrower.keySet().retainAll(naming.filterColumns(table));

            assertThat(compiled.view(fewer).sees(table, narrower))
                    .isEqualTo(compiled.view(claims).sees(table, row));
        }
    }

    /** No seeds: every value of the world under every type, operator and operand. */
    @Test
    void every_value_meets_every_operand_as_in_the_naive_rules() {
        for (ColumnType type : ColumnType.values()) {
            Map<String, ColumnType> types = Map.of("a", type);
            for (String operand : RulesWorld.OPERANDS) {
                assertThat(Stream.of(FilterOp.values()).flatMap(op -> disagreements(types, op, operand)))
                        .isEmpty();
            }
        }
    }

    private static Stream<String> disagreements(Map<String, ColumnType> types, FilterOp op, String operand) {
        SyncRules rules = only(new Filter("a", op, new Operand.Literal(operand)));
        View view = CompiledRules.compile(rules, List.of(Rows.schema(types))).view(Map.of());
        NaiveRules naive = new NaiveRules(rules.buckets(), types, Map.of());
        return RulesWorld.VALUES.stream()
                .map(value -> Map.of("a", value))
                .filter(row -> view.sees("todos", json(row)) != naive.sees("todos", meaning(row)))
                .map(row -> "%s %s %s %s".formatted(types, row, op, operand));
    }

    private static SyncRules only(Filter filter) {
        return new SyncRules(1, List.of(new Bucket("only", List.of(), List.of(filter), WriteLevel.VISIBLE)));
    }

    private static View view(Compiler compiler, RulesWorld world, SyncRules rules, Map<String, List<String>> claims) {
        return compiler.compile(rules, schemas(world)).view(claims);
    }

    private static List<TableSchema> schemas(RulesWorld world) {
        return List.of(Rows.schema(world.types));
    }

    /** Only the table todos has a schema. */
    private static NaiveRules naive(RulesWorld world, SyncRules rules, Map<String, List<String>> claims, String table) {
        return new NaiveRules(rules.buckets(), table.equals(Rows.TABLE) ? world.types : Map.of(), claims);
    }

    /** Makes rules of their document. */
    interface Compiler {
        CompiledRules compile(SyncRules rules, List<TableSchema> schemas);
    }
}
