package io.lakesync.engine.rules;

import static java.util.stream.Collectors.toMap;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small random world of rules, claims, types and rows, in which values often meet operands that are nearly equal. */
final class RulesWorld {
    /** A value as JSON and, for the naive rules, as what it means. */
    record Value(String json, Object meaning) {}

    private static final List<String> TEXTS = List.of(
            "",
            "ann",
            "ben",
            "10",
            "9",
            "1",
            "true",
            "null",
            "\uFF5E",
            "\uD83D\uDE00",
            "2024-01-01",
            "2024-12-31",
            "2024-01-01T00:00:00Z",
            "2024-01-01T00:30:00+01:00",
            "2024-01-01T00:00:00.001",
            "2024-02-30");
    private static final List<String> NUMBERS =
            List.of("1", "0", "1.0", "9", "10", "-3", "1e2", "100", "9007199254740992", "9007199254740993");
    static final List<Value> VALUES = Stream.of(
                    TEXTS.stream().map(text -> new Value('"' + text + '"', text)),
                    NUMBERS.stream().map(text -> new Value(text, new BigDecimal(text))),
                    Stream.of(new Value("true", true), new Value("false", false)),
                    Stream.of(new Value("{\"a\":1}", List.of()), new Value("[1]", List.of())))
            .flatMap(values -> values)
            .toList();
    static final List<String> OPERANDS = Stream.of(TEXTS, NUMBERS, List.of("false", "abc", "10abc"))
            .flatMap(List::stream)
            .toList();
    private static final List<String> CLAIMS = List.of("sub", "team", "role");

    static final List<String> TABLES = List.of("todos", "notes", "other");
    static final List<String> COLUMNS = List.of("a", "b", "c");

    final Random random;
    final Map<String, ColumnType> types = new HashMap<>();

    RulesWorld(long seed) {
        random = new Random(seed);
        COLUMNS.stream()
                .filter(column -> random.nextBoolean())
                .forEach(column -> types.put(column, any(List.of(ColumnType.values()))));
    }

    SyncRules rules() {
        return new SyncRules(1, some(3, this::bucket));
    }

    Bucket bucket() {
        List<String> tables = any(List.of(List.of(), List.of("todos"), List.of("notes"), List.of("todos", "notes")));
        return new Bucket("b" + random.nextInt(100), tables, some(3, this::filter), any(List.of(WriteLevel.values())));
    }

    Filter filter() {
        FilterOp op = any(List.of(FilterOp.values()));
        Operand operand =
                switch (random.nextInt(8)) {
                    case 0 -> new Operand.Null();
                    case 1, 2 -> new Operand.Claim(any(CLAIMS));
                    default -> new Operand.Literal(operand());
                };
        return new Filter(any(COLUMNS), op, operand);
    }

    String operand() {
        return any(OPERANDS);
    }

    Map<String, List<String>> claims() {
        return CLAIMS.stream()
                .filter(claim -> random.nextInt(4) > 0)
                .collect(toMap(claim -> claim, claim -> some(3, this::operand)));
    }

    /** Some columns absent, some null. */
    Map<String, Value> row() {
        Map<String, Value> row = new HashMap<>();
        COLUMNS.stream().filter(column -> random.nextInt(6) > 0).forEach(column -> row.put(column, value()));
        return row;
    }

    Value value() {
        return random.nextInt(8) == 0 ? new Value("null", null) : any(VALUES);
    }

    Optional<Map<String, Value>> rowOrNone() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(row());
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> List<T> some(int max, Supplier<T> one) {
        return IntStream.range(0, random.nextInt(max + 1))
                .mapToObj(i -> one.get())
                .collect(ArrayList::new, List::add, List::addAll);
    }

    static Map<String, JsonValue> json(Map<String, Value> row) {
        return row.entrySet().stream()
                .collect(
                        toMap(Map.Entry::getKey, e -> new JsonValue(e.getValue().json())));
    }

    static Map<String, Object> meaning(Map<String, Value> row) {
        Map<String, Object> meaning = new HashMap<>();
        row.forEach((column, value) -> meaning.put(column, value.meaning()));
        return meaning;
    }
}
