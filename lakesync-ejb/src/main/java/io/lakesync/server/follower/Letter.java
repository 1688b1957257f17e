package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.history.HistoryEntry;
import java.util.Optional;

/**
 * An entry that a destination refused for what it holds.
 *
 * @param delta of a history, whole, because the log will not keep it; empty for a table, which is written rows as they are
 */
public record Letter(GatewayId gateway, String follower, long stamp, RowKey row, Optional<Delta> delta, String reason) {
    public Letter {
        requireNonNull(gateway, "gateway");
        requireNonNull(follower, "follower");
        requireNonNull(row, "row");
        requireNonNull(delta, "delta");
        requireNonNull(reason, "reason");
    }

    /** What a history was to take. */
    public static Letter of(Follower<HistoryEntry> follower, HistoryEntry entry, String reason) {
        var delta = entry.delta();
        return new Letter(follower.gateway(), follower.name(), entry.stamp(), delta.row(), Optional.of(delta), reason);
    }

    /** The entry of the history again; empty when it was none. */
    public Optional<HistoryEntry> historyEntry() {
        return delta.map(whole -> new HistoryEntry(stamp, whole));
    }

    Letter because(String another) {
        return new Letter(gateway, follower, stamp, row, delta, another);
    }
}
