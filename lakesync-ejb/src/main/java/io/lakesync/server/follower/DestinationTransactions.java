package io.lakesync.server.follower;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** The transaction of a write to a destination; it enlists the destination only. */
@Stateless
public class DestinationTransactions {
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void write(Runnable work) {
        work.run();
    }
}
