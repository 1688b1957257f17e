package io.lakesync.server.log;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.pull.Position;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and changes positions in transactions of their own. Public because the container wants it. */
@Stateless
public class PositionTransaction {
    @Inject
    LogDatabase database;

    /**
     * Changes a position; a change that leaves it as it is writes nothing.
     *
     * @return the position as it was
     * @throws HeadMoved when somebody else changed it meanwhile
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<Position> change(GatewayId gateway, String clientId, UnaryOperator<Optional<Position>> change) {
        return database.with(connection -> {
            var positions = new DeltaLog(connection).positions();
            var kept = positions.find(gateway, clientId);
            var before = kept.map(KeptPosition::position);
            var after = change.apply(before);
            if (!after.equals(before)) {
                positions.save(gateway, clientId, kept, after.orElseThrow());
            }
            return before;
        });
    }
}
