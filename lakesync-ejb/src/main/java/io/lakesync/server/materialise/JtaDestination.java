package io.lakesync.server.materialise;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Reason;
import jakarta.ejb.EJBException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;

/** The destination in the container: its data source, in transactions of the container. */
record JtaDestination(TableTransactions container) implements Transactions {
    private static final Map<String, Object> PROPERTIES =
            Map.of(PersistenceUnitProperties.TARGET_SERVER, "io.lakesync.adapter.jpa.ContainerPlatform");

    static Destination of(DataSource dataSource, TableTransactions container, InstantSource clock) {
        return new Destination(
                dataSource,
                Dialects.load(),
                new JtaDestination(container),
                PersistenceUnitTransactionType.JTA,
                PROPERTIES,
                clock,
                new ReentrantLock());
    }

    /** @throws SyncException UNAVAILABLE when the commit failed: nobody knows on which side of it */
    @Override
    public void run(Supplier<EntityManager> opens, Consumer<EntityManager> work) {
        try {
            container.write(() -> {
                try (var entities = opens.get()) {
                    entities.joinTransaction();
                    carryOut(entities, work);
                }
            });
        } catch (EJBException e) {
            throw new SyncException(
                    SyncFailure.UNAVAILABLE, "the outcome of a commit is unknown: %s".formatted(Reason.of(e)), e);
        }
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
