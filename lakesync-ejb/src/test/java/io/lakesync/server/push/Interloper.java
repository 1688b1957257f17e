package io.lakesync.server.push;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets somebody else act just before a chosen statement of a connection. */
public final class Interloper {
    private Interloper() {}

    /** What is done between two statements. */
    public interface Action {
        void run() throws SQLException;
    }

    /** @param step 1 for the first statement */
    public static Connection before(int step, Connection connection, Action action) {
        var steps = new AtomicInteger();
        return (Connection) Proxy.newProxyInstance(
                Interloper.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement") && steps.incrementAndGet() == step) {
                        action.run();
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
