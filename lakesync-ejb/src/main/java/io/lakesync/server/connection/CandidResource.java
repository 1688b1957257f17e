package io.lakesync.server.connection;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Tells a commit that failed as an outcome that nobody knows. H2 gives such a failure no code at all, and WildFly's
 * transaction manager takes that for a commit that will succeed later: a push would be acknowledged and be nowhere. And
 * while H2 closes a file to which another transaction could not write, it lets commits go well that it does not write.
 *
 * @param spent told of a transaction that failed to end: H2 takes it for running, and begins no other on that connection
 */
record CandidResource(XAResource inner, StoreFile file, Runnable spent) implements XAResource {

    @Override
    public void commit(Xid transaction, boolean onePhase) throws XAException {
        try {
            file.requireSound();
            inner.commit(transaction, onePhase);
            file.requireSound();
        } catch (XAException failure) {
            spent.run();
            throw failure.errorCode == 0 ? unknown(failure) : failure;
        } catch (SQLException | RuntimeException failure) {
            spent.run();
            throw unknown(failure);
        }
    }

    private static XAException unknown(Exception failure) {
        var unknown = new XAException(XAException.XAER_RMFAIL);
        unknown.initCause(failure);
        return unknown;
    }

    @Override
    public void start(Xid transaction, int flags) throws XAException {
        inner.start(transaction, flags);
    }

    @Override
    public void end(Xid transaction, int flags) throws XAException {
        inner.end(transaction, flags);
    }

    @Override
    public int prepare(Xid transaction) throws XAException {
        return inner.prepare(transaction);
    }

    @Override
    public void rollback(Xid transaction) throws XAException {
        if (!file.hasFailed()) {
            boolean done = false;
            try {
                inner.rollback(transaction);
                done = true;
            } finally {
                if (!done) {
                    spent.run();
                }
            }
        }
    }

    @Override
    public void forget(Xid transaction) throws XAException {
        inner.forget(transaction);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return inner.recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return inner.isSameRM(other instanceof CandidResource candid ? candid.inner : other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return inner.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return inner.setTransactionTimeout(seconds);
    }
}
