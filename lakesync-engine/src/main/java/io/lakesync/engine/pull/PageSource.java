package io.lakesync.engine.pull;

import io.lakesync.api.gateway.Cursor;
import java.util.List;

/** Reads one page for one reader at one head. */
final class PageSource {
    private static final int BATCH = 1_000;
    /** What one request may read of the log in vain before it answers with the position it has reached. */
    private static final int SCANNED_MAX = 50_000;

    private final LogReader log;
    private final LogBounds bounds;
    private final Reader reader;

    PageSource(LogReader log, LogBounds bounds, Reader reader) {
        this.log = log;
        this.bounds = bounds;
        this.reader = reader;
    }

    /**
     * Whether a reader at this position is served row states instead of the log: it is inside a snapshot, the log does
     * not reach back so far or ahead so far, or it was served under other rules.
     */
    boolean isSnapshot(Cursor since) {
        return since.isInSnapshot()
                || isAhead(since)
                || since.stamp() < bounds.horizon()
                || since.stamp() < bounds.rulesStamp();
    }

    /**
     * Reads on from a position into the page.
     *
     * @param snapshotHead the position at which the log follows when a snapshot is complete
     */
    Reached read(Cursor since, long snapshotHead, PageBuilder page) {
        return isSnapshot(since)
                ? snapshot(start(since), Long.MAX_VALUE, snapshotHead, page)
                : log(since.stamp(), bounds.head(), page);
    }

    /** Reads once more what lies between two positions. */
    void readAgain(Cursor since, Cursor until, PageBuilder page) {
        if (isSnapshot(since)) {
            snapshot(start(since), until.stamp(), 0, page);
        } else {
            log(since.stamp(), until.stamp(), page);
        }
    }

    /** A row that changes meanwhile moves ahead and is met again: the end is where no row is left, not where the head was. */
    private Reached snapshot(long from, long until, long snapshotHead, PageBuilder page) {
        var mode = new SnapshotMode(reader, List.of(reader.view()));
        var done = new Reached(Cursor.at(snapshotHead), false);
        long after = from;
        while (true) {
            var rows = log.rowsAfter(after, BATCH);
            if (rows.isEmpty()) {
                return done;
            }
            for (var row : rows) {
                if (row.stamp() > until) {
                    return done;
                }
                if (!page.offer(mode.deltas(row))) {
                    return new Reached(Cursor.inSnapshot(after), true);
                }
                after = row.stamp();
            }
        }
    }

    /** Entries beyond the head that was read may have been judged under other rules: they wait for the next page. */
    private Reached log(long from, long until, PageBuilder page) {
        var entries = new LogPage(reader, page);
        long after = from;
        int scanned = 0;
        while (after < until) {
            var batch = log.entries(after, BATCH).stream()
                    .filter(entry -> entry.stamp() <= until)
                    .toList();
            if (batch.isEmpty()) {
                break;
            }
            long last = batch.get(batch.size() - 1).stamp();
            after = entries.add(after, batch, log::rows);
            scanned += batch.size();
            if (after < last || scanned >= SCANNED_MAX && !mustAnswerSomething(page)) {
                return new Reached(Cursor.at(after), true);
            }
        }
        return new Reached(Cursor.at(Math.max(from, until)), false);
    }

    /** The existing client does not move its cursor on an empty page. */
    private boolean mustAnswerSomething(PageBuilder page) {
        return reader.isLegacy() && page.isEmpty();
    }

    private long start(Cursor since) {
        boolean isOtherView = !since.isInSnapshot() && since.stamp() < bounds.rulesStamp();
        return isAhead(since) || isOtherView ? 0 : since.stamp();
    }

    private boolean isAhead(Cursor since) {
        return Long.compareUnsigned(since.stamp(), bounds.head()) > 0;
    }

    /** @param cursor after the last entry or row considered */
    record Reached(Cursor cursor, boolean hasMore) {}
}
