package io.lakesync.adapter.jpa;

import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.persistence.transaction.JTATransactionController;

/** Finds the transaction manager under the name that the server at hand gives it. */
public final class ContainerTransactions extends JTATransactionController {
    /** WildFly's and Payara's; the specification has none. */
    private static final List<String> NAMES =
            List.of("java:jboss/TransactionManager", "java:appserver/TransactionManager");

    /** Called by EclipseLink. */
    public ContainerTransactions() {
        // the base class looks the manager up
    }

    @Override
    protected TransactionManager acquireTransactionManager() throws Exception {
        var context = new InitialContext();
        NamingException notFound = null;
        for (var name : NAMES) {
            try {
                return (TransactionManager) context.lookup(name);
            } catch (NamingException e) {
                notFound = e;
            }
        }
        throw notFound;
    }
}
