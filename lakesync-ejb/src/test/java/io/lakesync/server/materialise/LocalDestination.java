package io.lakesync.server.materialise;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.Materialiser;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.follower.DestinationTransactions;
import io.lakesync.server.follower.Dialects;
import jakarta.persistence.EntityManager;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A destination without a container: the provider's own transactions. */
final class LocalDestination {
    private LocalDestination() {}

    static Materialiser materialiser(DataSource dataSource, GatewayId gateway, DestinationTable table) {
        return materialiser(dataSource, table, new CursorTable(gateway, "table %s".formatted(table.name())));
    }

    static Materialiser materialiser(DataSource dataSource, DestinationTable table, CursorTable cursors) {
        var destination = new Destination(
                new DestinationDatabase(dataSource, new DestinationTransactions()),
                Dialects.load(),
                LocalDestination::run,
                PersistenceUnitTransactionType.RESOURCE_LOCAL,
                Map.of(),
                InstantSource.system());
        return new JpaMaterialiser(destination, table, cursors);
    }

    private static void run(Supplier<EntityManager> opens, Consumer<EntityManager> work) {
        try (var entities = opens.get()) {
            entities.getTransaction().begin();
            try {
                work.accept(entities);
                entities.getTransaction().commit();
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }
}
