package io.lakesync.engine.rules;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A filter with its operand's values for one caller. */
record Condition(Filter filter, List<Comparand> comparands) {
    static Condition of(Filter filter, Map<String, List<String>> claims) {
        List<String> values = filter.operand().resolve(claims);
        return new Condition(filter, values.stream().map(Comparand::of).toList());
    }

    /** False when the caller lacks the claim: then no row passes, whatever the operator. */
    boolean isAnswerable() {
        return testsNull() || !comparands.isEmpty();
    }

    boolean passes(Map<String, JsonValue> image, Map<String, ColumnType> types) {
        String column = filter.column();
        JsonValue value = image.getOrDefault(column, JsonValue.NULL);
        if (testsNull()) {
            return filter.op() == (value.isNull() ? FilterOp.EQ : FilterOp.NEQ);
        }
        return !value.isNull()
                && isAnswerable()
                && passes(Scalar.of(value, types.getOrDefault(column, ColumnType.NULL)));
    }

    /** Any of the values, but for NEQ all of them. */
    private boolean passes(Scalar scalar) {
        boolean all = filter.op() == FilterOp.NEQ;
        for (Comparand comparand : comparands) {
            var order = scalar.compareTo(comparand);
            if ((order.isPresent() && accepts(order.getAsInt())) != all) {
                return !all;
            }
        }
        return all;
    }

    private boolean accepts(int order) {
        return switch (filter.op()) {
            case EQ, IN -> order == 0;
            case NEQ -> order != 0;
            case GT -> order > 0;
            case LT -> order < 0;
            case GTE -> order >= 0;
            case LTE -> order <= 0;
        };
    }

    Explanation.FilterVerdict explain(Map<String, JsonValue> image, Map<String, ColumnType> types) {
        return new Explanation.FilterVerdict(
                filter,
                comparands.stream().map(Comparand::text).toList(),
                Optional.ofNullable(image.get(filter.column())),
                passes(image, types));
    }

    private boolean testsNull() {
        return filter.operand() instanceof Operand.Null;
    }
}
