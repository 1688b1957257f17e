package io.lakesync.server.follower;

import io.lakesync.server.log.LogDatabase;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** What followers keep in the control database, each time in a transaction of its own. */
@Stateless
public class ControlTransactions {
    @Inject
    LogDatabase database;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T> T run(LogDatabase.SqlWork<T> work) {
        return database.sql(work);
    }
}
