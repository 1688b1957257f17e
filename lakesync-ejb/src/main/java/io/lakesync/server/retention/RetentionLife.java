package io.lakesync.server.retention;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Starts the trimming with the server and stops it with it. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class RetentionLife {
    @Inject
    Retention retention;

    @PostConstruct
    void start() {
        retention.start();
    }

    @PreDestroy
    void stop() {
        retention.stop();
    }
}
