package io.lakesync.engine.log;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.RowKey;
import io.lakesync.engine.log.LogEntry.Committed;
import io.lakesync.engine.log.LogEntry.Echo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a client must be told of a row although no other row or entry will tell it: it pushed there, or was to be sent the
 * row. Its next snapshot must put the row right. Of one row and client the latest is kept.
 *
 * @param stamp of the latest such entry
 * @param lost whether the client may show something of its own that lost, was refused, or that it could not see: every
 *     copy of it may, however old, so this is owed for ever. Else it may only show a row that it no longer sees, and is
 *     owed it until it has proved to be beyond the entry
 */
public record Owed(long stamp, RowKey row, String clientId, boolean lost) {
    public Owed {
        requireNonNull(row, "row");
        requireNonNull(clientId, "clientId");
    }

    private record Whose(RowKey row, String clientId) {}

    /** What entries owe for ever, each to the client that it names. */
    public static List<Owed> forEver(Collection<LogEntry> entries) {
        return of(entries, Owed::lost);
    }

    /** What entries owe, each to the client that it names, as far as it is {@code due}. */
    public static List<Owed> of(Collection<LogEntry> entries, Predicate<Owed> due) {
        Map<Whose, Owed> owed = new LinkedHashMap<>();
        entries.stream()
                .map(Owed::of)
                .filter(due)
                .forEach(one -> owed.merge(new Whose(one.row(), one.clientId()), one, Owed::with));
        return List.copyOf(owed.values());
    }

    private static Owed of(LogEntry entry) {
        if (entry instanceof Echo echo) {
            return new Owed(echo.stamp(), echo.row(), echo.clientId(), true);
        }
        var committed = (Committed) entry;
        var delta = committed.delta();
        return new Owed(committed.stamp(), delta.row(), delta.clientId(), committed.lost());
    }

    private Owed with(Owed later) {
        return new Owed(Math.max(stamp, later.stamp), row, clientId, lost || later.lost);
    }
}
