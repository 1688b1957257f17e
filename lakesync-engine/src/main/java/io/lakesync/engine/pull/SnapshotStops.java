package io.lakesync.engine.pull;

import static java.util.stream.Collectors.toSet;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a snapshot halts on its way: at each row, by its latest stamp, and at what the reader is owed, by the stamp of the
 * debt. A row that the reader pushed to in vain stands perhaps before the place from which it reads on, or nowhere. What is
 * owed only until it is proved stands in the log, as long as that is kept: the reader may still show a row that it pushed,
 * and which is not visible to it any more. Read on in batches, as far as it is asked for.
 */
final class SnapshotStops {
    private static final int ROWS = 1_000;
    private static final int ENTRIES = 1_000;
    /** Bounds how many present rows are in memory at once. */
    private static final int DEBTS = 256;

    private final LogReader log;
    private final Reader reader;
    private final SnapshotMode mode;
    private final long head;
    private final Source rows = new Source(this::nextRows);
    private final Source debts = new Source(this::nextDebts);
    private final Source own = new Source(this::nextOwn);
    private final Deque<Owed> ownDebts = new ArrayDeque<>();
    private long lastRow;
    private long lastDebt;
    private long lastEntry;

    /**
     * @param from the stamp after which the stops come
     * @param owedFrom the stamp, not below the horizon, after which entries of the log owe something to who pushed them
     * @param head up to which they do: what follows is read in log mode
     */
    SnapshotStops(LogReader log, Reader reader, SnapshotMode mode, long from, long owedFrom, long head) {
        this.log = log;
        this.reader = reader;
        this.mode = mode;
        this.lastRow = from;
        this.lastDebt = from;
        this.lastEntry = Math.max(from, owedFrom);
        this.head = head;
    }

    /** The next one, or none. */
    Optional<Stop> next() {
        var stamp = Stream.of(debts, own, rows)
                .flatMap(source -> source.first().stream())
                .map(Stop::stamp)
                .min(Long::compare);
        return stamp.map(this::at);
    }

    /** What a debt says of a row is said once. */
    private Stop at(long stamp) {
        var row = rows.take(stamp);
        return Stream.of(debts.take(stamp), own.take(stamp))
                .flatMap(Optional::stream)
                .filter(debt -> !debt.deltas().get().isEmpty())
                .findFirst()
                .or(() -> row)
                .orElseGet(() -> new Stop(stamp, List::of));
    }

    private List<Stop> nextRows() {
        var batch = log.rowsAfter(lastRow, ROWS);
        lastRow = batch.isEmpty() ? lastRow : batch.get(batch.size() - 1).stamp();
        return batch.stream()
                .map(row -> new Stop(row.stamp(), () -> mode.deltas(row)))
                .toList();
    }

    private List<Stop> nextDebts() {
        var batch = log.owed(reader.clientId(), lastDebt, DEBTS);
        lastDebt = batch.isEmpty() ? lastDebt : batch.get(batch.size() - 1).stamp();
        return corrections(batch);
    }

    private List<Stop> nextOwn() {
        while (ownDebts.isEmpty() && lastEntry < head) {
            var batch = log.entries(lastEntry, ENTRIES);
            if (batch.isEmpty()) {
                break;
            }
            lastEntry = batch.get(batch.size() - 1).stamp();
            ownDebts.addAll(
                    Owed.of(batch, owed -> !owed.lost() && owed.clientId().equals(reader.clientId())));
        }
        return corrections(Stream.generate(ownDebts::poll)
                .limit(Math.min(DEBTS, ownDebts.size()))
                .toList());
    }

    /** What puts the reader's rows right, as they now stand. */
    private List<Stop> corrections(List<Owed> owed) {
        var keys = owed.stream().map(Owed::row).collect(toSet());
        var present = keys.isEmpty() ? Map.<RowKey, StoredRow>of() : log.rows(keys);
        return owed.stream().map(debt -> correction(debt, present)).toList();
    }

    private Stop correction(Owed debt, Map<RowKey, StoredRow> present) {
        var deltas =
                LogMode.correction(debt).deltas(reader, key -> present.getOrDefault(key, StoredRow.unwritten(key)));
        return new Stop(debt.stamp(), () -> deltas);
    }

    /** @param deltas worked out when they are asked for */
    record Stop(long stamp, Supplier<List<Delta>> deltas) {}

    /** Stops of one kind in the order of their stamps. */
    private static final class Source {
        private final Supplier<List<Stop>> more;
        private final Deque<Stop> read = new ArrayDeque<>();
        private boolean isAtEnd;

        /** @param more reads on; empty at the end */
        Source(Supplier<List<Stop>> more) {
            this.more = more;
        }

        Optional<Stop> first() {
            if (read.isEmpty() && !isAtEnd) {
                read.addAll(more.get());
                isAtEnd = read.isEmpty();
            }
            return Optional.ofNullable(read.peek());
        }

        /** The first one if it stands there. */
        Optional<Stop> take(long stamp) {
            var first = first().filter(stop -> stop.stamp() == stamp);
            first.ifPresent(stop -> read.remove());
            return first;
        }
    }
}
