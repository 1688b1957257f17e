package io.lakesync.server.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.XAConnection;

/** What a pool works with: the handle of whichever connection is alive, see {@link LastingConnection}. */
final class LastingHandle implements InvocationHandler {
    private final Lifeline lifeline;
    private XAConnection owner;
    private Connection handle;
    private boolean hasEnded;

    LastingHandle(Lifeline lifeline) throws SQLException {
        this.lifeline = lifeline;
        this.owner = lifeline.living();
        this.handle = owner.getConnection();
    }

    void end() {
        hasEnded = true;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "isClosed", "toString" -> method.invoke(handle, arguments);
                case "close" -> {
                    end();
                    yield method.invoke(handle, arguments);
                }
                case "setAutoCommit" -> autoCommit(method, arguments);
                default -> method.invoke(living(), arguments);
            };
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** Whoever ends a transaction that has died gets the failure; the connection is free all the same. */
    private Object autoCommit(Method method, Object[] arguments) throws SQLException, ReflectiveOperationException {
        boolean does = (boolean) arguments[0];
        try {
            var done = method.invoke(living(), arguments);
            lifeline.autoCommits(does);
            return done;
        } finally {
            if (does) {
                lifeline.autoCommits(true);
            }
        }
    }

    private Connection living() throws SQLException {
        if (!hasEnded) {
            var living = lifeline.living();
            if (living != owner) {
                handle = living.getConnection();
                owner = living;
            }
        }
        return handle;
    }
}
