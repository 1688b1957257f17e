package io.lakesync.server.connection;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/**
 * A connection that outlives its server's crash: whoever is served when it dies gets the failure, whoever comes next
 * works on a new one. The pools would keep the dead one for ever: Payara's does not listen to its connections, and the
 * PostgreSQL driver tells listeners of failed statements, but not of a failed commit or of a connection found dead.
 */
public final class LastingConnection implements XAConnection {
    private final Lifeline lifeline;
    private Optional<LastingHandle> latest = Optional.empty();

    /** @throws SQLException when there is no connection to be had */
    public LastingConnection(Opening opening) throws SQLException {
        lifeline = new Lifeline(opening);
    }

    @Override
    public XAResource getXAResource() {
        return new LastingResource(lifeline);
    }

    /** The one before ends: as JDBC has it, and so that two never take the connection from each other. */
    @Override
    public synchronized Connection getConnection() throws SQLException {
        latest.ifPresent(LastingHandle::end);
        var handle = new LastingHandle(lifeline);
        latest = Optional.of(handle);
        return (Connection) Proxy.newProxyInstance(
                LastingConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, handle);
    }

    @Override
    public void close() throws SQLException {
        lifeline.close();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        lifeline.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        lifeline.remove(listener);
    }

    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        // the driver tells nobody of statements
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        // nobody was added
    }

    /** Opens a connection to the server. */
    public interface Opening {
        Physical open() throws SQLException;
    }

    /**
     * A connection to the server.
     *
     * @param death is known as soon as it has failed
     * @param pooled what the driver makes of it for a pool
     */
    public record Physical(Death death, XAConnection pooled) {}

    /** Asks a connection itself, not its server. */
    public interface Death {
        boolean isDead() throws SQLException;
    }
}
