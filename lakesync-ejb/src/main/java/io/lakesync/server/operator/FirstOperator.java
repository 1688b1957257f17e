package io.lakesync.server.operator;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.settings.Secret;
import io.lakesync.api.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;

/** Lets the first operator in: a console that nobody can enter is of no use, one with a known password is worse. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstOperator {
    private static final Logger LOG = System.getLogger(FirstOperator.class.getName());
    private static final String NAME = "admin";

    @Inject
    Settings settings;

    @Inject
    OperatorTransaction operators;

    @PostConstruct
    void create() {
        if (operators.isAnybodyThere()) {
            return;
        }
        var chosen = settings.console().adminPassword().map(Secret::value);
        var password = chosen.orElseGet(Password::generate);
        operators.create(NAME, Password.hash(password.toCharArray()), Set.of(Caller.ADMIN));
        if (chosen.isEmpty()) {
            // the only place where it is ever shown
            LOG.log(Level.INFO, "Console user {0}, password {1} (generated; not shown again)", NAME, password);
        }
    }
}
