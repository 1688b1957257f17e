package io.lakesync.engine.pull;

import static java.util.stream.Collectors.toSet;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import java.util.List;
import java.util.Map;

/** Reads one page for one reader at one head. */
final class PageSource {
    private static final int BATCH = 1_000;
    /** What one request may read of the log in vain before it answers with the position it has reached. */
    private static final int SCANNED_MAX = 50_000;

    private final LogReader log;
    private final LogBounds bounds;
    private final Reader reader;
    private final SnapshotMode snapshot;

    /** @param servedUnder every view that the reader may hold rows of */
    PageSource(LogReader log, LogBounds bounds, Reader reader, List<Former> servedUnder) {
        this.log = log;
        this.bounds = bounds;
        this.reader = reader;
        this.snapshot = new SnapshotMode(reader, servedUnder);
    }

    /** Reads on along a course into the page. */
    Reached read(Course course, PageBuilder page) {
        if (!course.isSnapshot()) {
            return log(course.start(), bounds.head(), page);
        }
        var reached = snapshot(course.start(), Long.MAX_VALUE, page);
        if (!reached.hasMore()) {
            correct(course.trail().owedFrom(), page);
        }
        return reached;
    }

    /** Reads once more what lies between two positions of one course. */
    void readAgain(Cursor since, Cursor until, PageBuilder page) {
        if (since.isInSnapshot()) {
            snapshot(since.stamp(), until.stamp(), page);
        } else if (isTrimmed(since.stamp())) {
            snapshot(since.stamp(), until.stamp(), page);
            correct(since.stamp(), page);
        } else {
            log(since.stamp(), until.stamp(), page);
        }
    }

    /** A row that changes meanwhile moves ahead and is met again: the end is where no row is left, not where the head was. */
    private Reached snapshot(long from, long until, PageBuilder page) {
        var done = new Reached(Cursor.at(bounds.head()), false);
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
                if (!page.offer(snapshot.deltas(row))) {
                    return new Reached(Cursor.inSnapshot(after), true);
                }
                after = row.stamp();
            }
        }
    }

    /**
     * What rows cannot tell: that the reader still shows something of its own that lost, was refused, or is not visible
     * to it. These few rows belong to the end of the snapshot, whatever the limit: the log before it is not read again.
     */
    private void correct(long from, PageBuilder page) {
        long after = isTrimmed(from) ? correctTrimmed(from, page) : from;
        for (var batch = log.entries(after, BATCH); !batch.isEmpty(); batch = log.entries(after, BATCH)) {
            correct(Owed.of(batch, owed -> owed.clientId().equals(reader.clientId())), page);
            after = batch.get(batch.size() - 1).stamp();
        }
    }

    /** @return from where the log goes on */
    private long correctTrimmed(long from, PageBuilder page) {
        long after = from;
        for (var owed = log.owed(reader.clientId(), after, BATCH);
                !owed.isEmpty();
                owed = log.owed(reader.clientId(), after, BATCH)) {
            correct(owed, page);
            after = owed.get(owed.size() - 1).stamp();
        }
        return bounds.horizon();
    }

    private boolean isTrimmed(long stamp) {
        return Long.compareUnsigned(stamp, bounds.horizon()) < 0;
    }

    private void correct(List<Owed> owed, PageBuilder page) {
        var keys = owed.stream().map(Owed::row).collect(toSet());
        var rows = keys.isEmpty() ? Map.<RowKey, StoredRow>of() : log.rows(keys);
        for (var one : owed) {
            var step = LogMode.correction(one);
            var deltas = step.deltas(reader, key -> rows.getOrDefault(key, StoredRow.unwritten(key)));
            if (!deltas.isEmpty()) {
                page.add(deltas);
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

    /** @param cursor after the last entry or row considered */
    record Reached(Cursor cursor, boolean hasMore) {}
}
