package io.lakesync.server.clock;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Starts the watch over the clock with the server and stops it with it. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ClockLife {
    @Inject
    ClockWatch watch;

    @PostConstruct
    void start() {
        watch.start();
    }

    @PreDestroy
    void stop() {
        watch.stop();
    }
}
