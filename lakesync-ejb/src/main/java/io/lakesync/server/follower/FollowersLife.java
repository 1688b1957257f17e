package io.lakesync.server.follower;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/**
 * Starts the followers with the server and stops them with it. Apart from them, because what hears of a commit after it
 * must not be a session bean: Payara then cannot resume the transaction that has just ended.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class FollowersLife {
    @Inject
    Followers followers;

    @PostConstruct
    void start() {
        followers.start();
    }

    @PreDestroy
    void stop() {
        followers.stop();
    }
}
