package io.lakesync.engine.rules;

import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.rules.Bucket;
import io.lakesync.api.rules.Filter;
import io.lakesync.api.rules.FilterOp;
import io.lakesync.api.rules.Operand;
import io.lakesync.api.rules.SyncRules;
import io.lakesync.api.rules.WriteLevel;
import io.lakesync.api.schema.Column;
import io.lakesync.api.schema.ColumnType;
import io.lakesync.api.schema.Identifier;
import io.lakesync.api.schema.TableSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows, rules and schemas of the table todos, said briefly. */
final class Rows {
    static final String TABLE = "todos";
    static final Operand NULL = new Operand.Null();

    private Rows() {}

    /** Columns and JSON texts alternate. */
    static Map<String, JsonValue> row(String... columns) {
        Map<String, JsonValue> image = new HashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            image.put(columns[i], new JsonValue(columns[i + 1]));
        }
        return image;
    }

    static SyncRules rules(Bucket... buckets) {
        return new SyncRules(1, List.of(buckets));
    }

    static Bucket bucket(String name, WriteLevel write, Filter... filters) {
        return new Bucket(name, List.of(TABLE), List.of(filters), write);
    }

    static Filter filter(String column, FilterOp op, Operand operand) {
        return new Filter(column, op, operand);
    }

    static Filter is(String column, String literal) {
        return filter(column, FilterOp.EQ, new Operand.Literal(literal));
    }

    static Filter isClaim(String column, String claim) {
        return filter(column, FilterOp.EQ, new Operand.Claim(claim));
    }

    static View view(Map<String, List<String>> claims, Bucket... buckets) {
        return CompiledRules.compile(rules(buckets), List.of()).view(claims);
    }

    static TableSchema schema(Map<String, ColumnType> types) {
        List<Column> columns = types.entrySet().stream()
                .map(e -> new Column(new Identifier(e.getKey()), e.getValue(), Optional.empty()))
                .toList();
        return new TableSchema(
                new Identifier(TABLE), Optional.empty(), columns, List.of("row_id"), false, Optional.empty());
    }
}
