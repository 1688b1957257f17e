package io.lakesync.server.wakeup;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Starts the wake-ups with the server and stops them with it. Apart from them: see the followers' life. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class WakeUpsLife {
    @Inject
    WakeUps wakeUps;

    @PostConstruct
    void start() {
        wakeUps.start();
    }

    @PreDestroy
    void stop() {
        wakeUps.stop();
    }
}
