package io.lakesync.it.fault;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.hlc.HlcClock;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Clients that push as fast as they are answered, each push several rows under one name, until the server is gone. */
final class Load {
    static final int ROWS_PER_PUSH = 5;

    private final HlcClock clock = new HlcClock(InstantSource.system());
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
    private final ExecutorService clients;
    private final CountDownLatch enough;

    /** @param acknowledgedMin how many pushes {@link #awaitEnough} waits for */
    Load(Wire wire, int round, int clientCount, int acknowledgedMin) {
        enough = new CountDownLatch(acknowledgedMin);
        clients = Executors.newFixedThreadPool(clientCount);
        for (int i = 0; i < clientCount; i++) {
            var client = "client-%d".formatted(i);
            clients.execute(() -> pushOn(wire, client, round));
        }
    }

    void awaitEnough() throws InterruptedException {
        if (!enough.await(2, TimeUnit.MINUTES)) {
            throw new AssertionError("%d pushes are still missing".formatted(enough.getCount()));
        }
    }

    /** Names of the pushes that were answered. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    Set<String> unanswered() {
        return unanswered;
    }

    /** After the server is gone: its clients end with the first push that fails. */
    void awaitEnd() throws InterruptedException {
        clients.shutdown();
        if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("a client goes on although the server is gone");
        }
    }

    private void pushOn(Wire wire, String client, int round) {
        for (int n = 0; true; n++) {
            var name = "%s-%d-%d".formatted(client, round, n);
            try {
                wire.push(client, rows(client, name));
            } catch (IOException | InterruptedException gone) {
                unanswered.add(name);
                return;
            }
            acknowledged.add(name);
            enough.countDown();
        }
    }

    private List<Delta> rows(String client, String name) {
        var deltas = new ArrayList<Delta>();
        for (int row = 0; row < ROWS_PER_PUSH; row++) {
            var value = List.of(new ColumnValue("push", new JsonValue("\"%s\"".formatted(name))));
            var key = new RowKey("todos", name + "/" + row);
            deltas.add(new Delta(DeltaOp.INSERT, key, client, value, clock.issue(), ""));
        }
        return deltas;
    }
}
