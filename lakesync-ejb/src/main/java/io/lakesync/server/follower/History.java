package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.history.Gap;
import io.lakesync.engine.history.HistoryEntry;
import io.lakesync.engine.history.Reach;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.HeadMoved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A gateway's log as histories read it, over a connection of the running transaction: entry by entry under their stamps.
 * Who was overtaken by the horizon is given rows as they are, until it reaches the head, and told which stretch they stand for.
 */
public record History(DeltaLog log, GatewayId gateway) {
    private static final Logger LOG = Logger.getLogger(History.class.getName());

    public History {
        requireNonNull(log, "log");
        requireNonNull(gateway, "gateway");
    }

    /** At most so many entries after a position. */
    public Batch<HistoryEntry> after(Cursor from, int entriesMax) {
        var reach = log.reach(gateway);
        if (reach.isBehind(from)) {
            return rows(from, entriesMax, reach);
        }
        try {
            return entries(from, entriesMax, reach);
        } catch (HeadMoved overtaken) {
            LOG.log(Level.FINE, overtaken, () -> "a history of %s was overtaken just now".formatted(gateway));
            return rows(from, entriesMax, reach);
        }
    }

    private Batch<HistoryEntry> entries(Cursor from, int entriesMax, Reach reach) {
        var found = log.entries(gateway, from.stamp(), entriesMax);
        var entries = new ArrayList<HistoryEntry>();
        long reached = found.isEmpty() ? Math.max(from.stamp(), reach.head()) : from.stamp();
        for (var entry : found) {
            if (entries.size() == entriesMax) {
                break;
            }
            HistoryEntry.of(entry).ifPresent(entries::add);
            reached = entry.stamp();
        }
        return new Batch<>(entries, Cursor.at(reached), !found.isEmpty());
    }

    /** A row that changes meanwhile moves ahead and is met again; where no row is left, the log goes on at the head. */
    private Batch<HistoryEntry> rows(Cursor from, int rowsMax, Reach reach) {
        var rows = log.rowsAfter(gateway, from.stamp(), rowsMax);
        var reached = rows.isEmpty()
                ? Cursor.at(Math.max(from.stamp(), reach.head()))
                : Cursor.inSnapshot(rows.get(rows.size() - 1).stamp());
        List<HistoryEntry> entries = rows.stream().map(HistoryEntry::of).toList();
        return new Batch<>(entries, reached, true, Optional.of(new Gap(from.stamp(), reached.stamp())));
    }
}
