package io.lakesync.engine.rules;

import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The meaning of sync rules in the plainest words, over Java values instead of JSON texts. Shares no code with the
 * engine. A value is a String, BigDecimal or Boolean; a List stands for any object or array; absent stands for null too.
 */
record NaiveRules(List<Bucket> buckets, Map<String, ColumnType> types, Map<String, List<String>> claims) {
    boolean sees(String table, Map<String, Object> row) {
        return buckets.stream().anyMatch(bucket -> matches(bucket, table, row));
    }

    boolean matches(Bucket bucket, String table, Map<String, Object> row) {
        return covers(bucket, table) && bucket.filters().stream().allMatch(filter -> passes(filter, row));
    }

    boolean mayWrite(String table, Optional<Map<String, Object>> before, Optional<Map<String, Object>> after) {
        List<Bucket> writable = buckets.stream()
                .filter(b -> covers(b, table) && b.write() != WriteLevel.NONE)
                .filter(b -> b.filters().stream().noneMatch(this::lacksItsClaim))
                .toList();
        if (writable.isEmpty()) {
            return false;
        }
        if (writable.stream().anyMatch(b -> b.write() == WriteLevel.ANY)) {
            return true;
        }
        boolean leaves = before.isEmpty() || writable.stream().anyMatch(b -> matches(b, table, before.get()));
        boolean makes = after.isEmpty() || writable.stream().anyMatch(b -> matches(b, table, after.get()));
        boolean released = writable.stream()
                .anyMatch(b -> b.write() == WriteLevel.OWN && (before.isEmpty() || matches(b, table, before.get())));
        return leaves && (makes || released);
    }

    private static boolean covers(Bucket bucket, String table) {
        return bucket.tables().isEmpty() || bucket.tables().stream().anyMatch(table::equals);
    }

    private boolean lacksItsClaim(Filter filter) {
        return filter.operand() instanceof Operand.Claim claim
                && (!claims.containsKey(claim.name())
                        || claims.get(claim.name()).isEmpty());
    }

    private boolean passes(Filter filter, Map<String, Object> row) {
        Object value = row.get(filter.column());
        if (filter.operand().equals(new Operand.Null())) {
            return value == null ? filter.op() == FilterOp.EQ : filter.op() == FilterOp.NEQ;
        }
        if (value == null || lacksItsClaim(filter)) {
            return false;
        }
        ColumnType type = types.getOrDefault(filter.column(), ColumnType.JSON);
        Stream<Optional<Integer>> orders = operands(filter).map(operand -> order(value, type, operand));
        return filter.op() == FilterOp.NEQ
                ? orders.allMatch(order -> order.isPresent() && order.get() != 0)
                : orders.anyMatch(order -> order.isPresent() && satisfies(filter.op(), order.get()));
    }

    private Stream<String> operands(Filter filter) {
        return filter.operand() instanceof Operand.Claim claim
                ? claims.get(claim.name()).stream()
                : Stream.of(((Operand.Literal) filter.operand()).value());
    }

    private static boolean satisfies(FilterOp op, int order) {
        return switch (op) {
            case EQ, IN -> order == 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            case LTE -> order <= 0;
            case NEQ -> throw new AssertionError("asked elsewhere");
        };
    }

    private static Optional<Integer> order(Object value, ColumnType type, String operand) {
        boolean free = type == ColumnType.JSON || type == ColumnType.NULL;
        Optional<Boolean> flag = value.equals(true) || value.equals(BigDecimal.ONE)
                ? Optional.of(true)
                : value.equals(false) || value.equals(BigDecimal.ZERO) ? Optional.of(false) : Optional.empty();
        if (value instanceof String text && (free || type == ColumnType.STRING)) {
            return Optional.of(orderOfTexts(text, operand));
        }
        if (value instanceof BigDecimal number && (free || type == ColumnType.NUMBER) && isNumber(operand)) {
            return Optional.of(number.compareTo(new BigDecimal(operand)));
        }
        if (flag.isPresent() && (free || type == ColumnType.BOOLEAN) && isFlag(operand)) {
            return Optional.of(flag.get().compareTo(operand.equals("true") || operand.equals("1")));
        }
        return Optional.empty();
    }

    private static int orderOfTexts(String text, String operand) {
        Optional<Instant> one = instant(text);
        Optional<Instant> other = instant(operand);
        return one.isPresent() && other.isPresent()
                ? one.get().compareTo(other.get())
                : Arrays.compare(
                        text.codePoints().toArray(), operand.codePoints().toArray());
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+([.][0-9]+)?(e[0-9]+)?");
    }

    private static boolean isFlag(String text) {
        return List.of("true", "false", "1", "0").contains(text);
    }

    private static Optional<Instant> instant(String text) {
        return Stream.<Function<String, Instant>>of(
                        t -> OffsetDateTime.parse(t).toInstant(),
                        t -> LocalDateTime.parse(t).toInstant(ZoneOffset.UTC),
                        t -> LocalDate.parse(t).atStartOfDay().toInstant(ZoneOffset.UTC))
                .flatMap(form -> read(form, text).stream())
                .findFirst();
    }

    private static Optional<Instant> read(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeParseException anotherForm) {
            return Optional.empty();
        }
    }
}
