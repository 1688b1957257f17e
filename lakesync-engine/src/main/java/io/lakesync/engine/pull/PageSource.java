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
    private final SnapshotMode mode;

    /** @param servedUnder every view that the reader may hold rows of */
    PageSource(LogReader log, LogBounds bounds, Reader reader, List<Former> servedUnder) {
        this.log = log;
        this.bounds = bounds;
        this.reader = reader;
        this.mode = new SnapshotMode(reader, servedUnder);
    }

    /** Reads on along a course into the page. */
    Reached read(Course course, PageBuilder page) {
        return course.isSnapshot()
                ? snapshot(course.start(), Long.MAX_VALUE, course.trail().owedFrom(), page)
                : log(course.start(), bounds.head(), page);
    }

    /** Reads once more what lies between two positions of one course. */
    void readAgain(Cursor since, Cursor until, PageBuilder page) {
        if (since.isInSnapshot() || isTrimmed(since.stamp())) {
            snapshot(since.stamp(), until.stamp(), since.stamp(), page);
        } else {
            log(since.stamp(), until.stamp(), page);
        }
    }

    /** A row that changes meanwhile moves ahead and is met again: the end is where no row is left, not where the head was. */
    private Reached snapshot(long from, long until, long owedFrom, PageBuilder page) {
        var done = new Reached(Cursor.at(bounds.head()), false);
        long kept = isTrimmed(owedFrom) ? bounds.horizon() : owedFrom;
        var stops = new SnapshotStops(log, reader, mode, from, kept, bounds.head());
        long after = from;
        for (var stop = stops.next(); stop.isPresent(); stop = stops.next()) {
            long stamp = stop.get().stamp();
            if (stamp > until) {
                return done;
            }
            if (!page.offer(stop.get().deltas().get())) {
                return new Reached(Cursor.inSnapshot(after), true);
            }
            after = stamp;
        }
        return done;
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
