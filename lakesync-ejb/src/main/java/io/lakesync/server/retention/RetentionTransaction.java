package io.lakesync.server.retention;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.log.LogDatabase;
import io.lakesync.server.log.TrimTerms;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Set;

/** Trims some of one log, each time in a transaction of its own. Public because the container wants it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RetentionTransaction {
    @Inject
    LogDatabase database;

    /** As {@link DeltaLog#trim}. */
    public long trim(GatewayId gateway, TrimTerms terms) {
        return database.with(connection -> new DeltaLog(connection).trim(gateway, terms));
    }

    public Set<GatewayId> gateways() {
        return database.with(connection -> new DeltaLog(connection).heads().keySet());
    }
}
