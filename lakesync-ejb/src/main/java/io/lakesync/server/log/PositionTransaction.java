package io.lakesync.server.log;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.pull.Position;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reads and writes positions in transactions of their own. Public because the container wants it. */
@Stateless
public class PositionTransaction {
    @Inject
    LogDatabase database;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<Position> find(GatewayId gateway, String clientId) {
        return database.with(c -> new DeltaLog(c).positions().find(gateway, clientId));
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void save(GatewayId gateway, String clientId, Position position) {
        database.with(c -> {
            new DeltaLog(c).positions().save(gateway, clientId, position);
            return position;
        });
    }
}
