package io.lakesync.engine.pull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.log.Owed;
import java.util.List;

/** Reads one page for one reader at one head. */
final class PageSource {
    private static final int BATCH = 1_000;
    /** What one request may read of the log in vain before it answers with the position it has reached. */
    private static final int SCANNED_MAX = 50_000;

    private final LogReader log;
    private final LogBounds bounds;
    private final Reader reader;
    private final SnapshotStops snapshot;

    /** @param servedUnder every view that the reader may hold rows of */
    PageSource(LogReader log, LogBounds bounds, Reader reader, List<Former> servedUnder) {
        this.log = log;
        this.bounds = bounds;
        this.reader = reader;
        this.snapshot = new SnapshotStops(log, reader, new SnapshotMode(reader, servedUnder));
    }

    /** Reads on along a course into the page. */
    Reached read(Course course, PageBuilder page) {
        if (!course.isSnapshot()) {
            return log(course.start(), bounds.head(), page);
        }
        var reached = snapshot(course.start(), Long.MAX_VALUE, page);
        if (!reached.hasMore()) {
            forgetOwn(course.trail().owedFrom(), page);
        }
        return reached;
    }

    /** Reads once more what lies between two positions of one course. */
    void readAgain(Cursor since, Cursor until, PageBuilder page) {
        if (since.isInSnapshot()) {
            snapshot(since.stamp(), until.stamp(), page);
        } else if (isTrimmed(since.stamp())) {
            snapshot(since.stamp(), until.stamp(), page);
            forgetOwn(since.stamp(), page);
        } else {
            log(since.stamp(), until.stamp(), page);
        }
    }

    /** A row that changes meanwhile moves ahead and is met again: the end is where no row is left, not where the head was. */
    private Reached snapshot(long from, long until, PageBuilder page) {
        var done = new Reached(Cursor.at(bounds.head()), false);
        long after = from;
        for (var batch = snapshot.after(after); !batch.isEmpty(); batch = snapshot.after(after)) {
            for (var stop : batch.entrySet()) {
                if (stop.getKey() > until) {
                    return done;
                }
                if (!page.offer(stop.getValue().get())) {
                    return new Reached(Cursor.inSnapshot(after), true);
                }
                after = stop.getKey();
            }
        }
        return done;
    }

    /**
     * What neither rows nor debts tell: that the reader may still show a row that it pushed, and which is not visible to it
     * any more. These few rows belong to the end of the snapshot, whatever the limit: the log before it is not read again.
     */
    private void forgetOwn(long from, PageBuilder page) {
        long after = isTrimmed(from) ? bounds.horizon() : from;
        for (var batch = log.entries(after, BATCH); !batch.isEmpty(); batch = log.entries(after, BATCH)) {
            var own = Owed.of(batch, owed -> !owed.lost() && owed.clientId().equals(reader.clientId()));
            snapshot.corrections(own).values().stream()
                    .filter(deltas -> !deltas.isEmpty())
                    .forEach(page::add);
            after = batch.get(batch.size() - 1).stamp();
        }
    }

    private boolean isTrimmed(long stamp) {
        return Long.compareUnsigned(stamp, bounds.horizon()) < 0;
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

    /** @param cursor after the last entry or row considered */
    record Reached(Cursor cursor, boolean hasMore) {}
}
