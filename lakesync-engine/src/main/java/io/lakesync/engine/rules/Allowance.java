package io.lakesync.engine.rules;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.ColumnType;
import java.util.List;
import java.util.Map;

/** What one bucket allows one caller. */
record Allowance(Bucket bucket, List<Condition> conditions) {
    static Allowance of(Bucket bucket, Map<String, List<String>> claims) {
        return new Allowance(
                bucket,
                bucket.filters().stream().map(f -> Condition.of(f, claims)).toList());
    }

    static boolean covers(Bucket bucket, String table) {
        return bucket.tables().isEmpty() || bucket.tables().contains(table);
    }

    /** False when the caller lacks a claim that the bucket names: then it allows nothing, not even {@code any}. */
    boolean isOpen() {
        return conditions.stream().allMatch(Condition::isAnswerable);
    }

    boolean matches(Map<String, JsonValue> image, Map<String, ColumnType> types) {
        for (Condition condition : conditions) {
            if (!condition.passes(image, types)) {
                return false;
            }
        }
        return true;
    }

    boolean allowsWriting() {
        return bucket.write() != WriteLevel.NONE;
    }

    /** Whether a row may be changed from, or into, what it is in this image. */
    boolean allowsWriting(Map<String, JsonValue> image, Map<String, ColumnType> types) {
        return bucket.write() == WriteLevel.ANY || (allowsWriting() && matches(image, types));
    }

    boolean letsGo() {
        return bucket.write() == WriteLevel.OWN;
    }

    Explanation.BucketVerdict explain(String table, Map<String, JsonValue> image, Map<String, ColumnType> types) {
        boolean covers = covers(bucket, table);
        return new Explanation.BucketVerdict(
                bucket.name(),
                covers,
                covers ? conditions.stream().map(c -> c.explain(image, types)).toList() : List.of());
    }
}
