package io.lakesync.engine.rules;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.Operand;
import java.util.List;
import java.util.Optional;

/**
 * Why a row is visible to a caller or hidden from it. Names values and claims: for operators, not for the caller.
 *
 * @param buckets every bucket of the rules, in their order
 */
public record Explanation(String table, List<BucketVerdict> buckets) {
    public Explanation {
        buckets = List.copyOf(buckets);
    }

    public boolean isVisible() {
        return buckets.stream().anyMatch(BucketVerdict::letsThrough);
    }

    /** The whole story in words, one sentence per bucket after the verdict. */
    public String sentence() {
        StringBuilder text =
                new StringBuilder("The row of table %s is %s.".formatted(table, isVisible() ? "visible" : "hidden"));
        if (buckets.isEmpty()) {
            text.append(" There is no bucket.");
        }
        buckets.forEach(bucket -> text.append(' ').append(bucket.sentence()));
        return text.toString();
    }

    /**
     * What one bucket says.
     *
     * @param covers whether the row's table is one of the bucket's
     * @param filters empty when the bucket does not cover the table
     */
    public record BucketVerdict(String bucket, boolean covers, List<FilterVerdict> filters) {
        public BucketVerdict {
            filters = List.copyOf(filters);
        }

        public boolean letsThrough() {
            return covers && filters.stream().allMatch(FilterVerdict::passed);
        }

        String sentence() {
            if (!covers) {
                return "Bucket %s does not cover the table.".formatted(bucket);
            }
            if (filters.isEmpty()) {
                return "Bucket %s lets every row through.".formatted(bucket);
            }
            List<String> reasons = filters.stream()
                    .filter(filter -> filter.passed() == letsThrough())
                    .map(FilterVerdict::phrase)
                    .toList();
            return "Bucket %s %s: %s."
                    .formatted(bucket, letsThrough() ? "lets it through" : "holds it back", String.join("; ", reasons));
        }
    }

    /**
     * What one filter says.
     *
     * @param filter as declared
     * @param operands what the operand comes to for this caller; empty for the null test and when the caller lacks the claim
     * @param value what the row holds; empty when it has no such column
     */
    public record FilterVerdict(Filter filter, List<String> operands, Optional<JsonValue> value, boolean passed) {
        public FilterVerdict {
            operands = List.copyOf(operands);
        }

        String phrase() {
            String held = value.map(v -> "is " + v.text()).orElse("is absent");
            if (filter.operand() instanceof Operand.Claim claim && operands.isEmpty()) {
                return "%s %s, and the caller lacks the claim %s".formatted(filter.column(), held, claim.name());
            }
            return "%s %s, which %s %s %s"
                    .formatted(
                            filter.column(),
                            held,
                            passed ? "is" : "is not",
                            filter.op().word(),
                            operandText());
        }

        private String operandText() {
            if (filter.operand() instanceof Operand.Null) {
                return "null";
            }
            String values = String.join(
                    " or ", operands.stream().map(v -> '"' + v + '"').toList());
            return filter.operand() instanceof Operand.Claim claim ? values + " (claim " + claim.name() + ")" : values;
        }
    }
}
