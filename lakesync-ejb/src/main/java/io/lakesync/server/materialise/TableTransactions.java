package io.lakesync.server.materialise;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.schema.Schemas;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transactions in which a table's follower reads; it writes in another, so that each enlists one database only. */
@Stateless
public class TableTransactions {
    @Inject
    LogDatabase log;

    @Inject
    Schemas schemas;

    /** The tables of all gateways as they are now. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Map<GatewayId, List<TableSchema>> tables() {
        var tables = new HashMap<GatewayId, List<TableSchema>>();
        log.with(connection -> new DeltaLog(connection).schemaVersions())
                .forEach((gateway, version) -> tables.put(
                        gateway, List.copyOf(schemas.at(gateway, version).values())));
        return tables;
    }

    /** Row states after a stamp. The head is read before them: none at or below it is missing from what follows. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public TablePage after(GatewayId gateway, String table, long stamp, int rowsMax) {
        return log.with(connection -> {
            var deltas = new DeltaLog(connection);
            long head = deltas.head(gateway).stamp();
            return new TablePage(head, deltas.rowsAfter(gateway, table, stamp, rowsMax));
        });
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<StoredRow> row(GatewayId gateway, RowKey key) {
        return log.with(connection -> Optional.ofNullable(
                new DeltaLog(connection).rows(gateway, List.of(key)).get(key)));
    }
}
