package io.lakesync.server.gateway;

import io.lakesync.server.settings.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The product's own persistence unit on a database of its own, with plain JDBC joining its transactions. */
final class ControlUnit implements AutoCloseable {
    private final EntityManagerFactory factory;
    private final EntityManager entities;

    ControlUnit(FreshDatabase database) {
        factory = Persistence.createEntityManagerFactory(
                "lakesync",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource", database.source(),
                        "jakarta.persistence.jtaDataSource", "",
                        "eclipselink.target-server", "None"));
        entities = factory.createEntityManager();
    }

    EntityManager entities() {
        return entities;
    }

    /** Commits, or rolls back when the work throws. */
    <T> T transaction(Supplier<T> work) {
        entities.getTransaction().begin();
        try {
            var result = work.get();
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.clear();
        }
    }

    /** Connections of the running transaction; closing one is left to the transaction. */
    DataSource joined() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> borrowed());
    }

    private Connection borrowed() {
        var connection = entities.unwrap(Connection.class);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        entities.close();
        factory.close();
    }
}
