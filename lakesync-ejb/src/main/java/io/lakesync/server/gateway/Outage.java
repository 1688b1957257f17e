package io.lakesync.server.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.stream.Stream;

/**
 * A database that is away looks different on each server and at each depth of calls. At the door it is one failure, which
 * says that the request may be sent again; whatever else goes wrong stays a fault of ours. Public because the container
 * wants it.
 */
public class Outage {
    private static final int CAUSES_MAX = 16;

    @AroundInvoke
    Object tell(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (SyncException refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            if (isOutage(failure)) {
                var message = "the database did not answer, or the outcome of a commit is unknown; ask again";
                throw new SyncException(SyncFailure.UNAVAILABLE, message, failure);
            }
            throw failure;
        }
    }

    static boolean isOutage(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(CAUSES_MAX)
                .anyMatch(cause -> cause instanceof PersistenceException
                        || cause instanceof SQLException
                        || cause instanceof RollbackException);
    }
}
