package io.lakesync.adapter.jpa;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Lets a query fail at once when its connection does. EclipseLink would try for new ones with pauses of seconds; the
 * container's pool knows what is broken, and the caller is told to ask again. Named in the property
 * {@code eclipselink.session.customizer}.
 */
public final class FailFast implements SessionCustomizer {
    /** Called by EclipseLink. */
    public FailFast() {
        // nothing to set up
    }

    @Override
    public void customize(Session session) {
        var login = session.getLogin();
        login.setQueryRetryAttemptCount(0);
        login.setDelayBetweenConnectionAttempts(0);
        login.setConnectionHealthValidatedOnError(false);
    }
}
