package io.lakesync.it.wire;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.Hlc;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Deltas of a table of todos, as clients make them now. */
final class Deltas {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private Deltas() {}

    static Delta title(String client, String row, String title) {
        var columns = List.of(new ColumnValue("title", new JsonValue("\"" + title + "\"")));
        return new Delta(DeltaOp.INSERT, new RowKey("todos", row), client, columns, now(), "");
    }

    static Hlc now() {
        return Hlc.of(Instant.now().toEpochMilli(), COUNTER.incrementAndGet() & Hlc.COUNTER_MAX);
    }

    /** A push of ann with one delta whose text is changed before it is sent. */
    static String push(String old, String wanted) {
        var delta = ("{\"op\":\"INSERT\",\"table\":\"todos\",\"rowId\":\"r1\",\"clientId\":\"ann\","
                        + "\"columns\":[{\"column\":\"title\",\"value\":\"x\"}],\"hlc\":\"%s\",\"deltaId\":\"\"}")
                .formatted(now());
        var body = "{\"clientId\":\"ann\",\"deltas\":[" + delta + "],\"lastSeenHlc\":\"0\"}";
        if (!body.contains(old)) {
            throw new IllegalArgumentException(old + " is not in " + body);
        }
        return body.replace(old, wanted);
    }
}
