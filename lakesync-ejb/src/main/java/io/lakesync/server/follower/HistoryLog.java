package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.history.HistoryEntry;

/** The log as followers of a history read it, a batch at a time, each in a transaction of its own. */
@FunctionalInterface
public interface HistoryLog {
    /** As {@link History#after}. */
    Batch<HistoryEntry> after(GatewayId gateway, Cursor from, int entriesMax);
}
