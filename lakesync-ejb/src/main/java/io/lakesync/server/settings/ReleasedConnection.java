package io.lakesync.server.settings;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;

/**
 * Takes the control unit's connection back from EclipseLink before the container rolls back: it would keep it until the
 * roll-back is over, which WildFly takes for a leak (IJ000315) and answers by destroying the connection. For beans that
 * open transactions. Public because the container wants it.
 */
public class ReleasedConnection {
    @PersistenceContext(unitName = "lakesync")
    EntityManager entities;

    @AroundInvoke
    Object release(InvocationContext call) throws Exception {
        boolean done = false;
        try {
            var result = call.proceed();
            done = true;
            return result;
        } finally {
            if (!done) {
                entities.unwrap(UnitOfWorkImpl.class).getParent().releaseJTSConnection();
            }
        }
    }
}
