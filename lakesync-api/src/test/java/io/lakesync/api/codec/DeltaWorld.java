package io.lakesync.api.codec;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A small world of deltas with everything in them that has ever confused a codec. */
final class DeltaWorld {
    static final GatewayId GATEWAY = new GatewayId("g");
    static final Set<Capability> CAPABLE = Set.of(Capability.UPSERT, Capability.REJECT);

    private static final List<String> TEXTS = List.of(
            "ann", "", "ben:1", "é☃😀\u2028", "a\"b\\c\n\t\u0001", "\u007f", "{}", "x".repeat(300), "\uFFFD", "0");
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1.0",
            "1e3",
            "9007199254740993",
            "\"\"",
            "\"x\"",
            "\"\\u0041\\ud800\"",
            "\"\\\"}],\"",
            "\"é😀\"",
            "[]",
            "{}",
            "-12.5E-7");
    private static final List<Hlc> HLCS =
            List.of(new Hlc(1), Hlc.of(1_700_000_000_000L, 1), new Hlc(-1), new Hlc(Long.MIN_VALUE));

    private final Random random;

    DeltaWorld(long seed) {
        this.random = new Random(seed);
    }

    Random random() {
        return random;
    }

    PushRequest push() {
        return new PushRequest(GATEWAY, "ann", deltas(), CAPABLE);
    }

    Page page() {
        return new Page(deltas(), new Cursor(random.nextLong() | 1), random.nextBoolean(), 0);
    }

    List<Delta> deltas() {
        return list(5, this::delta);
    }

    Delta delta() {
        var op = any(List.of(DeltaOp.values()));
        var columns = op == DeltaOp.DELETE ? List.<ColumnValue>of() : list(4, this::column);
        var delta = new Delta(op, new RowKey(any(TEXTS), any(TEXTS)), any(TEXTS), columns, any(HLCS), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }

    JsonValue value() {
        return new JsonValue(json(3));
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The bytes with a few of them changed, dropped or doubled. */
    byte[] damaged(byte[] bytes) {
        var damaged = new ArrayList<Byte>();
        for (byte b : bytes) {
            damaged.add(b);
        }
        for (int i = 0; i <= random.nextInt(3) && !damaged.isEmpty(); i++) {
            int at = random.nextInt(damaged.size());
            switch (random.nextInt(3)) {
                case 0 -> damaged.set(at, (byte) random.nextInt());
                case 1 -> damaged.remove(at);
                default -> damaged.add(at, damaged.get(random.nextInt(damaged.size())));
            }
        }
        var result = new byte[damaged.size()];
        IntStream.range(0, result.length).forEach(i -> result[i] = damaged.get(i));
        return result;
    }

    private ColumnValue column() {
        return new ColumnValue(any(TEXTS), value());
    }

    private String json(int levels) {
        if (levels == 0 || random.nextInt(3) > 0) {
            return any(SCALARS);
        }
        var space = any(List.of("", " ", "\n\t"));
        boolean array = random.nextBoolean();
        var items =
                list(3, () -> (array ? "" : JsonText.ofString(any(TEXTS)) + space + ":") + space + json(levels - 1));
        var inner = String.join(space + ",", items);
        return array ? "[" + inner + space + "]" : "{" + inner + space + "}";
    }

    private <T> List<T> list(int max, Supplier<T> item) {
        return IntStream.range(0, random.nextInt(max + 1))
                .mapToObj(i -> item.get())
                .toList();
    }
}
