package io.lakesync.server.pull;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.engine.log.Owed;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.pull.LogReader;
import io.lakesync.server.log.DeltaLog;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One gateway's part of the log in the database. */
record GatewayReader(DeltaLog log, GatewayId gateway) implements LogReader {
    @Override
    public List<LogEntry> entries(long after, int entriesMax) {
        return log.entries(gateway, after, entriesMax);
    }

    @Override
    public List<Owed> owed(String clientId, long after, int limit) {
        return log.owed(gateway, clientId, after, limit);
    }

    @Override
    public Map<RowKey, StoredRow> rows(Collection<RowKey> keys) {
        return log.rows(gateway, keys);
    }

    @Override
    public List<StoredRow> rowsAfter(long stamp, int limit) {
        return log.rowsAfter(gateway, stamp, limit);
    }
}
