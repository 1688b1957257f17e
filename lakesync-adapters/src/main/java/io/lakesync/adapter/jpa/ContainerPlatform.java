package io.lakesync.adapter.jpa;

import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;

/**
 * Joins EclipseLink to the transactions of any Jakarta EE server: what it brings itself knows one server each. Named in
 * the property {@code eclipselink.target-server}.
 */
public final class ContainerPlatform extends ServerPlatformBase {
    /** Called by EclipseLink. */
    public ContainerPlatform(DatabaseSession session) {
        super(session);
        disableRuntimeServices();
    }

    @Override
    public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
        return ContainerTransactions.class;
    }
}
