package io.lakesync.engine.rules;

import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.TableSchema;
import java.util.List;
import java.util.stream.Stream;

/** Rules that are misread with a fault to order, before the engine takes them. */
record PlantedRulesBugs(Bug bug) implements RulesProperties.Compiler {
    enum Bug {
        ONLY_THE_LAST_BUCKET_COUNTS,
        ONLY_THE_LAST_FILTER_COUNTS,
        FILTERS_ARE_ALTERNATIVES,
        TABLES_ARE_IGNORED,
        TYPES_ARE_IGNORED,
        CLAIMS_ARE_IGNORED,
        NULL_TESTS_ARE_IGNORED,
        GREATER_MEANS_AT_LEAST,
        READ_ONLY_BUCKETS_GRANT,
        OWN_MEANS_VISIBLE
    }

    @Override
    public CompiledRules compile(SyncRules rules, List<TableSchema> schemas) {
        var misread = rules.buckets().stream().flatMap(this::misread).toList();
        boolean onlyTheLast = bug == Bug.ONLY_THE_LAST_BUCKET_COUNTS;
        return CompiledRules.compile(
                new SyncRules(rules.version(), onlyTheLast ? last(misread) : misread),
                bug == Bug.TYPES_ARE_IGNORED ? List.of() : schemas);
    }

    private Stream<Bucket> misread(Bucket bucket) {
        var filters = bucket.filters();
        return switch (bug) {
            case ONLY_THE_LAST_FILTER_COUNTS -> Stream.of(with(bucket, last(filters)));
            case FILTERS_ARE_ALTERNATIVES ->
                filters.isEmpty() ? Stream.of(bucket) : filters.stream().map(filter -> with(bucket, List.of(filter)));
            case TABLES_ARE_IGNORED -> Stream.of(new Bucket(bucket.name(), List.of(), filters, bucket.write()));
            case CLAIMS_ARE_IGNORED -> Stream.of(without(bucket, Operand.Claim.class));
            case NULL_TESTS_ARE_IGNORED -> Stream.of(without(bucket, Operand.Null.class));
            case GREATER_MEANS_AT_LEAST ->
                Stream.of(with(
                        bucket, filters.stream().map(PlantedRulesBugs::atLeast).toList()));
            case READ_ONLY_BUCKETS_GRANT -> Stream.of(granting(bucket, WriteLevel.NONE));
            case OWN_MEANS_VISIBLE -> Stream.of(granting(bucket, WriteLevel.OWN));
            default -> Stream.of(bucket);
        };
    }

    private static Bucket with(Bucket bucket, List<Filter> filters) {
        return new Bucket(bucket.name(), bucket.tables(), filters, bucket.write());
    }

    private static Bucket without(Bucket bucket, Class<? extends Operand> ignored) {
        return with(
                bucket,
                bucket.filters().stream()
                        .filter(filter -> !ignored.isInstance(filter.operand()))
                        .toList());
    }

    private static Bucket granting(Bucket bucket, WriteLevel misread) {
        var write = bucket.write() == misread ? WriteLevel.VISIBLE : bucket.write();
        return new Bucket(bucket.name(), bucket.tables(), bucket.filters(), write);
    }

    private static Filter atLeast(Filter filter) {
        return filter.op() == FilterOp.GT ? new Filter(filter.column(), FilterOp.GTE, filter.operand()) : filter;
    }

    private static <T> List<T> last(List<T> all) {
        return all.subList(Math.max(0, all.size() - 1), all.size());
    }
}
