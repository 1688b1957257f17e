package io.lakesync.contracts.replica;

import static java.util.stream.Collectors.partitioningBy;

import io.lakesync.api.codec.JsonText;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The existing client as it is, faults included: a plain INSERT fails where the row exists, a page is applied as a whole
 * or not at all, an empty page does not move the cursor, the answer to a push overwrites it, a losing edit is thrown away.
 * An edit whose push failed rests for a while: until then a page is applied as if it were not there.
 * When it starts it holds no position, and says so before its first pull; it may push before that. Unlike the real one it
 * does not give up telling it once a push has given it a position: see ADR 8.
 */
public final class LegacyReplica implements Device {
    private static final int PUSHED_MAX = 100;

    private static final int FAILURES_MAX = 10;

    /** In turns: it waits twice as long after each failure, but not for ever. */
    private static final int REST_MAX = 8;

    private final Line line;
    private final List<String> columns;
    private final List<Waiting> queue = new ArrayList<>();
    private final Set<RowKey> dropped = new HashSet<>();
    private boolean hasBegun;
    private int turn;
    private Map<RowKey, Map<String, JsonValue>> saved = Map.of();
    private Map<RowKey, Map<String, JsonValue>> table = new HashMap<>();
    private Cursor cursor = new Cursor(0);

    /** @param columns of its local table */
    public LegacyReplica(Link link, int limit, List<String> columns) {
        this.line = new Line(link, limit, true);
        this.columns = List.copyOf(columns);
    }

    @Override
    public String name() {
        return line.name();
    }

    @Override
    public void edit(Delta delta) {
        if (!isWritten(table, delta)) {
            throw new IllegalStateException("the local table does not take " + delta);
        }
        queue.add(new Waiting(delta));
    }

    @Override
    public boolean pull() {
        turn++;
        if (!hasBegun) {
            begin();
        }
        return line.pull(cursor, this::receive);
    }

    /** If it is not heard, a pull from the beginning says the same. */
    private void begin() {
        try {
            line.begin();
            hasBegun = true;
        } catch (SyncException lost) {
            if (cursor.value() != 0) {
                throw lost;
            }
        }
    }

    /** A broadcast carries the cursor 0, so it never moves its own; one that fails is dropped. */
    @Override
    public void listen() {
        line.listen(page -> isApplied(page.deltas()));
    }

    @Override
    public void renew(Caller caller) {
        line.renew(caller);
    }

    /** Saves the local table when nothing waits: edits that wait are lost with the process, and would stay in the copy. */
    @Override
    public void save() {
        if (queue.isEmpty()) {
            saved = copy();
        }
    }

    /** The queue and the cursor are in memory only. */
    @Override
    public void restart() {
        line.close();
        table = new HashMap<>();
        saved.forEach((key, row) -> table.put(key, new LinkedHashMap<>(row)));
        queue.clear();
        hasBegun = false;
        cursor = new Cursor(0);
    }

    @Override
    public void push() {
        turn++;
        var ready = ready().limit(PUSHED_MAX).collect(partitioningBy(waiting -> waiting.failures < FAILURES_MAX));
        drop(ready.get(false));
        var sent = ready.get(true);
        if (!sent.isEmpty()) {
            try {
                cursor = requireTold(
                        line.push(sent.stream().map(waiting -> waiting.delta).toList())
                                .cursor());
                queue.removeAll(sent);
            } catch (SyncException refused) {
                sent.forEach(waiting -> waiting.rest(turn));
                throw refused;
            }
        }
    }

    /** Rows of which it has dropped an edit without telling anybody; nothing brings them back into line but a change. */
    public Set<RowKey> dropped() {
        return Set.copyOf(dropped);
    }

    private void drop(List<Waiting> failed) {
        failed.forEach(waiting -> dropped.add(waiting.delta.row()));
        queue.removeAll(failed);
    }

    private Stream<Waiting> ready() {
        return queue.stream().filter(waiting -> waiting.restsUntil <= turn);
    }

    @Override
    public boolean isPending() {
        return !queue.isEmpty();
    }

    @Override
    public Map<RowKey, Map<String, JsonValue>> rows() {
        return new TreeMap<>(table);
    }

    private void receive(Page page) {
        hasBegun = true;
        requireTold(page.cursor());
        if (page.hasMore() && page.deltas().isEmpty()) {
            throw new AssertionError("%s would ask for the same page for ever: %s".formatted(name(), page));
        }
        if (!page.deltas().isEmpty() && isApplied(page.deltas())) {
            cursor = page.cursor();
        }
    }

    /** On its WebSocket an answer with cursor 0 may be empty, and would be waited for for ever. */
    private Cursor requireTold(Cursor answered) {
        if (answered.value() == 0) {
            throw new AssertionError(name() + " was answered with cursor 0");
        }
        return answered;
    }

    /** One transaction; which edits are pending is looked up before its first delta and not again. */
    private boolean isApplied(List<Delta> deltas) {
        var pending = new HashMap<RowKey, Waiting>();
        ready().forEach(waiting -> pending.put(waiting.delta.row(), waiting));
        var copy = copy();
        for (var remote : deltas) {
            var local = pending.get(remote.row());
            if (local == null) {
                if (!isWritten(copy, remote)) {
                    return false;
                }
            } else if (isNewer(remote, local.delta)) {
                if (!isWritten(copy, resolved(local.delta, remote))) {
                    return false;
                }
                queue.remove(local);
            }
        }
        table = copy;
        return true;
    }

    private Map<RowKey, Map<String, JsonValue>> copy() {
        var copy = new HashMap<RowKey, Map<String, JsonValue>>();
        table.forEach((key, row) -> copy.put(key, new LinkedHashMap<>(row)));
        return copy;
    }

    private static boolean isNewer(Delta remote, Delta local) {
        int byTime = remote.hlc().compareTo(local.hlc());
        return byTime > 0 || byTime == 0 && remote.clientId().compareTo(local.clientId()) >= 0;
    }

    /** What the client makes of its own edit and a newer delta of the same row. */
    private static Delta resolved(Delta local, Delta remote) {
        if (local.op() == DeltaOp.DELETE || remote.op() == DeltaOp.DELETE) {
            return remote;
        }
        var values = new LinkedHashMap<String, JsonValue>();
        local.columns().forEach(c -> values.put(c.column(), c.value()));
        remote.columns().forEach(c -> values.put(c.column(), c.value()));
        var merged = values.entrySet().stream()
                .map(e -> new ColumnValue(e.getKey(), e.getValue()))
                .toList();
        boolean bothInsert = local.op() == DeltaOp.INSERT && remote.op() == DeltaOp.INSERT;
        var op = bothInsert ? DeltaOp.INSERT : DeltaOp.UPDATE;
        return new Delta(op, remote.row(), remote.clientId(), merged, remote.hlc(), remote.deltaId());
    }

    /** @return false where SQLite would refuse */
    private boolean isWritten(Map<RowKey, Map<String, JsonValue>> rows, Delta delta) {
        var row = rows.get(delta.row());
        if (!delta.columns().stream().allMatch(this::isBindable) || delta.op() == DeltaOp.INSERT && row != null) {
            return false;
        }
        if (delta.op() == DeltaOp.DELETE) {
            rows.remove(delta.row());
        } else if (delta.op() == DeltaOp.INSERT) {
            rows.put(delta.row(), inserted(delta));
        } else if (row != null) {
            delta.columns().forEach(value -> row.put(value.column(), value.value()));
        }
        return true;
    }

    private Map<String, JsonValue> inserted(Delta delta) {
        var row = new LinkedHashMap<String, JsonValue>();
        columns.forEach(column -> row.put(column, JsonValue.NULL));
        delta.columns().forEach(value -> row.put(value.column(), value.value()));
        return row;
    }

    private boolean isBindable(ColumnValue value) {
        return columns.contains(value.column()) && !JsonText.isStructured(value.value());
    }

    /** An edit that is to be pushed. */
    private static final class Waiting {
        private final Delta delta;
        private int failures;
        private int restsUntil;

        Waiting(Delta delta) {
            this.delta = delta;
        }

        void rest(int turn) {
            failures++;
            restsUntil = turn + Math.min(1 << failures, REST_MAX);
        }
    }
}
