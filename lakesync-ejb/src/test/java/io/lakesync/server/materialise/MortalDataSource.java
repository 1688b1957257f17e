package io.lakesync.server.materialise;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source whose process dies at one of its calls: the call is not made, or is made and nobody hears of it, and
 * nothing after it reaches the database.
 */
public final class MortalDataSource implements DataSource {
    private static final Set<String> ENDINGS = Set.of("close", "rollback", "setAutoCommit");
    private static final Set<String> CALLS =
            Set.of("execute", "executeUpdate", "executeQuery", "executeBatch", "commit");

    private final DataSource inner;
    private final int lastCall;
    private final boolean lastIsMade;
    private final List<Connection> connections = new ArrayList<>();
    private int calls;

    /** @param lastCall counted from 1 */
    public MortalDataSource(DataSource inner, int lastCall, boolean lastIsMade) {
        this.inner = inner;
        this.lastCall = lastCall;
        this.lastIsMade = lastIsMade;
    }

    public boolean isDead() {
        return calls >= lastCall;
    }

    /** What the database does when a process is gone: whatever was not committed is rolled back. */
    public void bury() throws SQLException {
        for (var connection : connections) {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        requireAlive();
        var connection = inner.getConnection();
        connections.add(connection);
        return watched(Connection.class, connection);
    }

    private void requireAlive() throws SQLException {
        if (isDead()) {
            throw new SQLException("the process is dead");
        }
    }

    private <T> T watched(Class<T> type, T target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                if (ENDINGS.contains(method.getName())) {
                    return isDead() ? null : method.invoke(target, arguments);
                }
                if (!CALLS.contains(method.getName())) {
                    return wrapped(method.invoke(target, arguments));
                }
                requireAlive();
                calls++;
                if (isDead() && !lastIsMade) {
                    throw new SQLException("died before %s".formatted(method.getName()));
                }
                var result = method.invoke(target, arguments);
                requireAlive();
                return result;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object wrapped(Object result) {
        if (result instanceof PreparedStatement statement) {
            return watched(PreparedStatement.class, statement);
        }
        return result instanceof Statement statement ? watched(Statement.class, statement) : result;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return inner.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        inner.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return inner.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        inner.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(MortalDataSource.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return inner.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
