package io.lakesync.server.materialise;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.contracts.materialise.TableEvolutionContract;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;

class H2TableEvolutionTest extends TableEvolutionContract {
    private final JdbcDataSource database = H2Memory.open();

    @Override
    protected Materialiser materialiser(GatewayId gateway, DestinationTable table) {
        return LocalDestination.materialiser(database, gateway, table);
    }

    @Override
    protected Connection connect() throws SQLException {
        return database.getConnection();
    }
}
