package io.lakesync.server.materialise;

import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.follower.Dialects;
import jakarta.persistence.EntityManager;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;

/** Has the entities join the transactions of the container. */
record JtaDestination(DestinationDatabase database) implements Transactions {
    private static final Map<String, Object> PROPERTIES =
            Map.of(PersistenceUnitProperties.TARGET_SERVER, "io.lakesync.adapter.jpa.ContainerPlatform");

    static Destination of(DestinationDatabase database, InstantSource clock) {
        return new Destination(
                database,
                Dialects.load(),
                new JtaDestination(database),
                PersistenceUnitTransactionType.JTA,
                PROPERTIES,
                clock);
    }

    @Override
    public void run(Supplier<EntityManager> opens, Consumer<EntityManager> work) {
        database.write(() -> {
            try (var entities = opens.get()) {
                entities.joinTransaction();
                carryOut(entities, work);
            }
        });
    }

    /** Gives the connection back before the container ends the transaction, which else takes it for a leak. */
    private static void carryOut(EntityManager entities, Consumer<EntityManager> work) {
        try {
            work.accept(entities);
        } finally {
            entities.unwrap(UnitOfWorkImpl.class).getParent().releaseJTSConnection();
        }
    }
}
