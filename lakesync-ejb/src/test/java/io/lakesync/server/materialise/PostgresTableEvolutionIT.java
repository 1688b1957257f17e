package io.lakesync.server.materialise;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.contracts.materialise.TableEvolutionContract;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

class PostgresTableEvolutionIT extends TableEvolutionContract {
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
