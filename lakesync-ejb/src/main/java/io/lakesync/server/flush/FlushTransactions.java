package io.lakesync.server.flush;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** The transaction of a flush; it enlists the destination only. */
@Stateless
public class FlushTransactions {
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void write(Runnable work) {
        work.run();
    }
}
