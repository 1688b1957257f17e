package io.lakesync.server.connection;

import io.lakesync.server.connection.LastingConnection.Opening;
import io.lakesync.server.connection.LastingConnection.Physical;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.ConnectionEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.Xid;

/**
 * What is beneath a {@link LastingConnection}: one connection to the server after another. A dead one is replaced when
 * it is asked for, but never inside a transaction, which has died with it. Safe for use by many threads: a transaction
 * may be rolled back by another one than it runs on.
 */
final class Lifeline {
    private final Opening opening;
    private final List<ConnectionEventListener> listeners = new ArrayList<>();
    private Physical current;
    private Optional<Xid> transaction = Optional.empty();
    private boolean isLocalTransaction;
    private boolean isClosed;

    Lifeline(Opening opening) throws SQLException {
        this.opening = opening;
        this.current = opening.open();
    }

    /** @throws SQLException when it is dead and there is no new one to be had */
    synchronized XAConnection living() throws SQLException {
        if (current.death().isDead() && transaction.isEmpty() && !isLocalTransaction && !isClosed) {
            var next = opening.open();
            listeners.forEach(next.pooled()::addConnectionEventListener);
            current = next;
        }
        return current.pooled();
    }

    synchronized void begun(Xid begun) {
        transaction = Optional.of(begun);
    }

    synchronized void ended(Xid ended) {
        transaction = transaction.filter(running -> !running.equals(ended));
    }

    synchronized void autoCommits(boolean does) {
        isLocalTransaction = !does && transaction.isEmpty();
    }

    synchronized void add(ConnectionEventListener listener) {
        listeners.add(listener);
        current.pooled().addConnectionEventListener(listener);
    }

    synchronized void remove(ConnectionEventListener listener) {
        listeners.remove(listener);
        current.pooled().removeConnectionEventListener(listener);
    }

    synchronized void close() throws SQLException {
        isClosed = true;
        current.pooled().close();
    }
}
