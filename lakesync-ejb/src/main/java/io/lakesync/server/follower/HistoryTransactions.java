package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.history.HistoryEntry;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.LogDatabase;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Set;

/** Reads the log for histories, each time in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HistoryTransactions {
    @Inject
    LogDatabase database;

    /** As {@link History#after}. */
    public Batch<HistoryEntry> after(GatewayId gateway, Cursor from, int entriesMax) {
        return database.with(connection -> new History(new DeltaLog(connection), gateway).after(from, entriesMax));
    }

    public Set<GatewayId> gateways() {
        return database.with(
                connection -> new DeltaLog(connection).schemaVersions().keySet());
    }
}
