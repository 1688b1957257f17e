package io.lakesync.contracts.gateway;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import io.lakesync.contracts.replica.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An open stream of one client: reads whenever it is woken. */
final class Listener implements Subscriber, AutoCloseable {
    private static final int WAIT_SECONDS_MAX = 20;
    private static final int LIMIT = 100;

    private final Semaphore woken = new Semaphore(0);
    private final Link link;
    private Page before;
    private Subscription subscription = () -> {};

    private Listener(Link link, Cursor since) {
        this.link = link;
        this.before = new Page(List.of(), since, false, 0);
    }

    /** Listens to what comes after all that is there now. */
    static Listener at(Client client) {
        client.pullAll();
        var listener = new Listener(client.link(), client.since());
        listener.subscription = client.link()
                .gateway()
                .subscribe(client.link().caller(), client.link().id(), listener);
        listener.read();
        return listener;
    }

    @Override
    public void wake() {
        woken.release();
    }

    @Override
    public void drain() {
        woken.release();
    }

    /** Everything that streams in until a delta of this row does. */
    List<Delta> listenFor(String rowId) {
        var deltas = new ArrayList<Delta>();
        while (deltas.stream().noneMatch(delta -> delta.row().rowId().equals(rowId))) {
            awaitWake();
            deltas.addAll(read());
        }
        return deltas;
    }

    private List<Delta> read() {
        before = Client.withoutIds(link.stream(before, LIMIT));
        return before.deltas();
    }

    private void awaitWake() {
        try {
            if (!woken.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing streamed in for %d s".formatted(WAIT_SECONDS_MAX));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a stream", e);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
