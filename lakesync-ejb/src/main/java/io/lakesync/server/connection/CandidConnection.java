package io.lakesync.server.connection;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.h2.engine.Database;

/**
 * A connection to H2 that knows whether its file has failed. A failed commit is told as such, see {@link CandidResource};
 * and H2 is left alone by a connection whose file has failed, see {@link CandidHandle}.
 */
public final class CandidConnection implements XAConnection {
    private static final Logger LOG = Logger.getLogger(CandidConnection.class.getName());

    private final XAConnection inner;
    private final StoreFile file;
    private volatile boolean isSpent;

    /** @throws SQLException when the database was closed meanwhile */
    public CandidConnection(XAConnection inner) throws SQLException {
        this.inner = inner;
        try (var handle = inner.getConnection()) {
            file = StoreFile.of(handle);
        }
    }

    /** Empty where another process has the file open. */
    Optional<Database> database() {
        return file.database();
    }

    /** Whether nothing is to be had from this connection any more: a write to the file, or the end of a transaction, failed. */
    public boolean hasFailed() {
        return isSpent || file.hasFailed();
    }

    private void spend() {
        try {
            close();
        } catch (SQLException failure) {
            LOG.log(Level.FINE, "a connection was spent, and could not be closed", failure);
        } finally {
            isSpent = true;
        }
    }

    @Override
    public XAResource getXAResource() throws SQLException {
        return new CandidResource(inner.getXAResource(), file, this::spend);
    }

    @Override
    public Connection getConnection() throws SQLException {
        file.requireSound();
        return (Connection) Proxy.newProxyInstance(
                CandidConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new CandidHandle(inner.getConnection(), file));
    }

    @Override
    public void close() throws SQLException {
        if (!hasFailed()) {
            inner.close();
        }
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        inner.addConnectionEventListener(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        inner.removeConnectionEventListener(listener);
    }

    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        inner.addStatementEventListener(listener);
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        inner.removeStatementEventListener(listener);
    }
}
