package io.lakesync.server.connection;

import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** The transactions of a {@link LastingConnection}: each begins on a living connection and stays on it, dead or alive. */
record LastingResource(Lifeline lifeline) implements XAResource {

    @Override
    public void start(Xid transaction, int flags) throws XAException {
        living().start(transaction, flags);
        lifeline.begun(transaction);
    }

    @Override
    public void end(Xid transaction, int flags) throws XAException {
        living().end(transaction, flags);
    }

    @Override
    public int prepare(Xid transaction) throws XAException {
        try {
            return living().prepare(transaction);
        } finally {
            lifeline.ended(transaction);
        }
    }

    @Override
    public void commit(Xid transaction, boolean onePhase) throws XAException {
        try {
            living().commit(transaction, onePhase);
        } finally {
            lifeline.ended(transaction);
        }
    }

    @Override
    public void rollback(Xid transaction) throws XAException {
        try {
            living().rollback(transaction);
        } finally {
            lifeline.ended(transaction);
        }
    }

    @Override
    public void forget(Xid transaction) throws XAException {
        living().forget(transaction);
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        return living().recover(flag);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return equals(other);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return living().getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return living().setTransactionTimeout(seconds);
    }

    private XAResource living() throws XAException {
        try {
            return lifeline.living().getXAResource();
        } catch (SQLException unreachable) {
            var failure = new XAException(XAException.XAER_RMFAIL);
            failure.initCause(unreachable);
            throw failure;
        }
    }
}
