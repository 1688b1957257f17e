package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.engine.log.DeltaSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what a page sends until it is full: by number of rows or entries, or by bytes of JSON, but at least one.
 * What belongs to one row is never split.
 */
public final class PageBuilder {
    /** With its names, punctuation, op, hlc and delta id. */
    private static final DeltaSize JSON = new DeltaSize(180, 24);

    private final int limit;
    private final long bytesMax;
    private final List<Delta> deltas = new ArrayList<>();
    private int rows;
    private long bytes;

    public PageBuilder(int limit, long bytesMax) {
        this.limit = limit;
        this.bytesMax = bytesMax;
    }

    /** @return whether the deltas of one row or entry are on the page; false when the page is full without them */
    public boolean offer(List<Delta> ofOneRow) {
        if (ofOneRow.isEmpty()) {
            return true;
        }
        long size = ofOneRow.stream().mapToLong(JSON::of).sum();
        if (rows > 0 && (rows >= limit || bytes + size > bytesMax)) {
            return false;
        }
        add(ofOneRow, size);
        return true;
    }

    private void add(List<Delta> ofOneRow, long size) {
        deltas.addAll(ofOneRow);
        rows++;
        bytes += size;
    }

    public boolean isEmpty() {
        return deltas.isEmpty();
    }

    public boolean isFull() {
        return rows >= limit || bytes >= bytesMax;
    }

    public List<Delta> deltas() {
        return List.copyOf(deltas);
    }

    /** About how long a delta is as JSON. */
    static long bytes(Delta delta) {
        return JSON.of(delta);
    }
}
