package io.lakesync.contracts.replica;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.engine.merge.RowState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A capable client: folds what it is sent by registers, apart from its own edits that are not acknowledged yet. */
public final class Replica implements Device {
    private static final int PAGES_MAX = 1000;

    private final Line line;
    private final Map<RowKey, RowState> known = new HashMap<>();
    private final List<Delta> outbox = new ArrayList<>();
    private Cursor since = Cursor.BEGINNING;
    private Copy copy = new Copy(Map.of(), List.of(), Cursor.BEGINNING);

    public Replica(Link link, int limit) {
        this.line = new Line(link, limit, false);
    }

    @Override
    public String name() {
        return line.name();
    }

    @Override
    public void edit(Delta delta) {
        outbox.add(delta);
    }

    @Override
    public boolean pull() {
        return line.pull(since, this::receive);
    }

    @Override
    public void listen() {
        line.listen(this::receive);
    }

    @Override
    public void renew(Caller caller) {
        line.renew(caller);
    }

    /** Not before the first pull: a copy without a position that holds rows is not put right. */
    @Override
    public void save() {
        if (!since.equals(Cursor.BEGINNING)) {
            copy = new Copy(Map.copyOf(known), List.copyOf(outbox), since);
        }
    }

    @Override
    public void restart() {
        line.close();
        known.clear();
        known.putAll(copy.known());
        outbox.clear();
        outbox.addAll(copy.outbox());
        since = copy.since();
    }

    /** What the server refuses for good is given up; the rest is pushed again. */
    @Override
    public void push() {
        while (!outbox.isEmpty()) {
            var sent = List.copyOf(outbox);
            try {
                line.push(sent);
                sent.forEach(this::merge);
                outbox.clear();
            } catch (SyncException refused) {
                if (refused.details().isEmpty()) {
                    throw refused;
                }
                var indexes =
                        refused.details().stream().map(FailureDetail::index).collect(Collectors.toSet());
                indexes.forEach(index -> outbox.remove(sent.get(index)));
            }
        }
    }

    @Override
    public boolean isPending() {
        return !outbox.isEmpty();
    }

    @Override
    public Map<RowKey, Map<String, JsonValue>> rows() {
        var states = new HashMap<>(known);
        outbox.forEach(delta -> states.merge(delta.row(), RowState.EMPTY.merge(delta), (held, e) -> held.merge(delta)));
        var rows = new TreeMap<RowKey, Map<String, JsonValue>>();
        states.forEach((key, state) -> {
            if (state.isAlive()) {
                rows.put(key, state.image());
            }
        });
        return rows;
    }

    /** Pulls until there is no more. */
    public void pullAll() {
        int pages = 1;
        while (pull()) {
            if (++pages > PAGES_MAX) {
                throw new IllegalStateException(name() + " does not get to the end");
            }
        }
    }

    public Cursor since() {
        return since;
    }

    private void receive(Page page) {
        page.deltas().forEach(this::apply);
        since = page.cursor();
    }

    private void apply(Delta delta) {
        if (delta.isForget()) {
            known.remove(delta.row());
        } else {
            merge(delta);
        }
    }

    private void merge(Delta delta) {
        known.put(delta.row(), known.getOrDefault(delta.row(), RowState.EMPTY).merge(delta));
    }

    /** The local database with its cursor. */
    private record Copy(Map<RowKey, RowState> known, List<Delta> outbox, Cursor since) {}
}
