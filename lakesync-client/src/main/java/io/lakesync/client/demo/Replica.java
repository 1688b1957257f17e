package io.lakesync.client.demo;

import io.lakesync.api.codec.RowDiff;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.api.hlc.HlcClock;
import io.lakesync.engine.merge.RowState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One client's local copy, in memory: what it knows from the server, merged register by register, and its own edits
 * that are not acknowledged yet. Its user sees both together. One caller at a time.
 */
final class Replica {
    private final String clientId;
    private final HlcClock clock;
    private final Map<RowKey, RowState> known = new HashMap<>();
    private final List<Delta> outbox = new ArrayList<>();
    private Cursor since = Cursor.BEGINNING;

    Replica(String clientId, HlcClock clock) {
        this.clientId = clientId;
        this.clock = clock;
    }

    /** Sets some columns of a row, or makes the row. Nothing happens where they have these values. */
    void set(RowKey row, Map<String, JsonValue> columns) {
        var state = state(row);
        var diff = RowDiff.of(row, clientId, clock.issue());
        if (state.isAlive()) {
            var after = new LinkedHashMap<>(state.image());
            after.putAll(columns);
            diff.changed(state.image(), after).ifPresent(outbox::add);
        } else {
            outbox.add(diff.inserted(columns));
        }
    }

    void delete(RowKey row) {
        if (state(row).isAlive()) {
            outbox.add(RowDiff.of(row, clientId, clock.issue()).deleted());
        }
    }

    /** What is still to be pushed, oldest first. */
    List<Delta> pending(int max) {
        return List.copyOf(outbox.subList(0, Math.min(max, outbox.size())));
    }

    /** These deltas are the server's now. */
    void acknowledged(List<Delta> pushed) {
        outbox.subList(0, pushed.size()).clear();
        pushed.forEach(this::merge);
    }

    /** Takes in a page that answers a pull from {@link #since()}. */
    void apply(Page page) {
        var newest = Hlc.ZERO;
        for (var delta : page.deltas()) {
            if (delta.isForget()) {
                known.remove(delta.row());
            } else {
                merge(delta);
                newest = delta.hlc().compareTo(newest) > 0 ? delta.hlc() : newest;
            }
        }
        clock.observe(newest);
        since = page.cursor();
    }

    Cursor since() {
        return since;
    }

    /** The visible columns of a row; empty when there is no such row. */
    Map<String, JsonValue> row(RowKey key) {
        return state(key).image();
    }

    boolean has(RowKey key) {
        return state(key).isAlive();
    }

    Map<RowKey, Map<String, JsonValue>> rows() {
        var rows = new TreeMap<RowKey, Map<String, JsonValue>>();
        known.forEach((key, state) -> {
            if (state.isAlive()) {
                rows.put(key, state.image());
            }
        });
        outbox.stream().map(Delta::row).distinct().forEach(key -> {
            rows.remove(key);
            if (has(key)) {
                rows.put(key, row(key));
            }
        });
        return rows;
    }

    private RowState state(RowKey row) {
        var state = known.getOrDefault(row, RowState.EMPTY);
        for (var delta : outbox) {
            state = delta.row().equals(row) ? state.merge(delta) : state;
        }
        return state;
    }

    private void merge(Delta delta) {
        known.put(delta.row(), known.getOrDefault(delta.row(), RowState.EMPTY).merge(delta));
    }
}
