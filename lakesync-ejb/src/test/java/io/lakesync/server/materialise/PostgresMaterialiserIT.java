package io.lakesync.server.materialise;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.contracts.materialise.MaterialiserContract;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

class PostgresMaterialiserIT extends MaterialiserContract {
    private final DataSource database = Postgres.open();

    @Override
    protected Materialiser materialiser(GatewayId gateway, DestinationTable table) {
        return LocalDestination.materialiser(database, gateway, table);
    }

    @Override
    protected Connection connect() throws SQLException {
        return database.getConnection();
    }
}
