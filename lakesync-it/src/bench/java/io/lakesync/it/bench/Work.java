package io.lakesync.it.bench;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.HlcClock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Deltas of four columns each, over rows that recur. */
final class Work {
    private Work() {}

    /** @param rows how many different rows the deltas of one client are about */
    static List<Delta> deltas(HlcClock clock, String client, long seed, int count, int rows) {
        var random = new SplittableRandom(seed);
        var deltas = new ArrayList<Delta>(count);
        for (int i = 0; i < count; i++) {
            var columns = List.of(
                    new ColumnValue("owner", new JsonValue("\"" + client + "\"")),
                    new ColumnValue("title", new JsonValue("\"item %d of the list\"".formatted(random.nextInt()))),
                    new ColumnValue("amount", new JsonValue(String.valueOf(random.nextInt(100_000)))),
                    new ColumnValue("done", new JsonValue(random.nextBoolean() ? "true" : "false")));
            var key = new RowKey("todos", client + "-" + random.nextInt(rows));
            deltas.add(new Delta(DeltaOp.UPDATE, key, client, columns, clock.issue(), ""));
        }
        return deltas;
    }
}
