package io.lakesync.server.connection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;

/**
 * Refuses what is asked of a connection whose file has failed, without asking H2: every touch of the database that was
 * closed then takes the one that was opened after it out of H2's list, and nobody could connect to it any more.
 */
record CandidHandle(Connection inner, StoreFile file) implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "close":
                return file.hasFailed() ? null : asked(method, arguments);
            case "isClosed":
                return file.hasFailed() || (boolean) asked(method, arguments);
            case "toString":
                return inner.toString();
            default:
                file.requireSound();
                return asked(method, arguments);
        }
    }

    private Object asked(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
