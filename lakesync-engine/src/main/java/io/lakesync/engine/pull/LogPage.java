package io.lakesync.engine.pull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.pull.Step.Present;
import io.lakesync.engine.pull.Step.Send;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts entries of the log on a page. */
public final class LogPage {
    /** Bounds how many present rows are in memory at once. */
    private static final int CHUNK = 256;

    private final LogMode mode;
    private final Reader reader;
    private final PageBuilder page;

    public LogPage(Reader reader, PageBuilder page) {
        this.mode = new LogMode(reader);
        this.reader = reader;
        this.page = page;
    }

    /**
     * Considers entries until the page is full.
     *
     * @param after the stamp considered last so far
     * @param load reads rows as they are now; a row that was never written is missing
     * @return the stamp considered last; less than the last entry's when the page is full
     */
    public long add(long after, List<LogEntry> batch, Function<Collection<RowKey>, Map<RowKey, StoredRow>> load) {
        var presented = new HashSet<RowKey>();
        long considered = after;
        for (int from = 0; from < batch.size(); from += CHUNK) {
            var chunk = batch.subList(from, Math.min(from + CHUNK, batch.size()));
            long reached = addChunk(considered, chunk, presented, load);
            considered = reached;
            if (reached < chunk.get(chunk.size() - 1).stamp()) {
                return considered;
            }
        }
        return considered;
    }

    private long addChunk(
            long after,
            List<LogEntry> chunk,
            Set<RowKey> presented,
            Function<Collection<RowKey>, Map<RowKey, StoredRow>> load) {
        var steps = chunk.stream().map(mode::step).toList();
        var needed = steps.stream().flatMap(s -> s.needs().stream()).collect(Collectors.toSet());
        var rows = needed.isEmpty() ? Map.<RowKey, StoredRow>of() : load.apply(needed);
        long considered = after;
        for (int i = 0; i < chunk.size(); i++) {
            if (!page.offer(deltas(steps.get(i), presented, rows))) {
                return considered;
            }
            considered = chunk.get(i).stamp();
        }
        return considered;
    }

    /**
     * The rows were read after the whole batch: a row that is on the page already is there as it now stands, unless a
     * forget has followed.
     */
    private List<Delta> deltas(Step step, Set<RowKey> presented, Map<RowKey, StoredRow> rows) {
        if (step instanceof Send send && send.delta().isForget()) {
            presented.remove(send.delta().row());
        }
        if (step instanceof Present present && !presented.add(present.row()) && !present.isCorrection()) {
            return List.of();
        }
        return step.deltas(reader, key -> rows.getOrDefault(key, StoredRow.unwritten(key)));
    }
}
