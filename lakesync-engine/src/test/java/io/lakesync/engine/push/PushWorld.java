package io.lakesync.engine.push;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
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
import io.lakesync.engine.rules.CompiledRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pushes of three people to three rows that they hand to each other: some refused by rules, schema or clock, some held,
 * many absorbed, many upon what the push before them wrote.
 */
final class PushWorld {
    static final long CLOCK_MILLIS = 1000;

    private static final int PUSHES_MAX = 8;
    private static final long DAY_MILLIS = 86_400_000;
    private static final List<String> PEOPLE = List.of("ann", "ben", "cho");
    private static final TableSchema TODOS = new TableSchema(
            new Identifier("todos"),
            Optional.empty(),
            List.of(column("owner", ColumnType.STRING), column("count", ColumnType.NUMBER)),
            List.of("row_id"),
            false,
            Optional.empty());

    private final Random random;
    private final CompiledRules rules;

    PushWorld(long seed) {
        random = new Random(seed);
        rules = random.nextInt(20) == 0 ? CompiledRules.nothing() : rules();
    }

    PushTerms terms(long head, long clockMillis) {
        return new PushTerms(head, clockMillis, rules, Map.of("todos", TODOS), 400);
    }

    long clockAfter(long clockMillis) {
        return clockMillis + random.nextInt(2);
    }

    List<GroupMember> pushes() {
        var pushes = new ArrayList<GroupMember>();
        for (int count = 1 + random.nextInt(PUSHES_MAX); count > 0; count--) {
            boolean again = !pushes.isEmpty() && random.nextInt(4) == 0;
            pushes.add(again ? any(pushes) : push());
        }
        return pushes;
    }

    /** The list cut into groups. */
    List<List<GroupMember>> groups(List<GroupMember> pushes) {
        var groups = new ArrayList<List<GroupMember>>();
        for (int from = 0; from < pushes.size(); ) {
            int to = from + 1 + random.nextInt(pushes.size() - from);
            groups.add(pushes.subList(from, to));
            from = to;
        }
        return groups;
    }

    private GroupMember push() {
        var who = any(PEOPLE);
        var deltas = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> delta(who))
                .toList();
        var wants = random.nextBoolean() ? Set.of(Capability.REJECT) : Set.<Capability>of();
        var caller = new Caller(who, "g", Set.of("client"), Map.of("sub", List.of(who)), Instant.MAX);
        return new GroupMember(caller, new PushRequest(new GatewayId("g"), who, deltas, wants));
    }

    private Delta delta(String who) {
        var op = any(List.of(DeltaOp.INSERT, DeltaOp.UPDATE, DeltaOp.UPDATE, DeltaOp.UPDATE, DeltaOp.DELETE));
        var hlc = Hlc.of(random.nextInt(25) == 0 ? DAY_MILLIS : 1, random.nextInt(6));
        var columns = op == DeltaOp.DELETE ? List.<ColumnValue>of() : columns(who);
        return new Delta(op, new RowKey("todos", any(List.of("1", "2", "3"))), who, columns, hlc, "");
    }

    private List<ColumnValue> columns(String who) {
        var owner = random.nextInt(5) == 0 ? any(PEOPLE) : who;
        return random.nextInt(3) > 0
                ? List.of(value("owner", "\"%s\"".formatted(owner)))
                : List.of(value("count", random.nextInt(8) == 0 ? "\"many\"" : String.valueOf(random.nextInt(3))));
    }

    private CompiledRules rules() {
        var own = new Filter("owner", FilterOp.EQ, new Operand.Claim("sub"));
        var level = any(List.of(WriteLevel.VISIBLE, WriteLevel.OWN, WriteLevel.OWN));
        var mine = new Bucket("mine", List.of("todos"), List.of(own), level);
        return CompiledRules.compile(new SyncRules(1, List.of(mine)), List.of(TODOS));
    }

    private static ColumnValue value(String column, String json) {
        return new ColumnValue(column, new JsonValue(json));
    }

    private static Column column(String name, ColumnType type) {
        return new Column(new Identifier(name), type, Optional.empty());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
