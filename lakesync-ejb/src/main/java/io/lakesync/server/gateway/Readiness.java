package io.lakesync.server.gateway;

import io.lakesync.server.follower.Followers;
import io.lakesync.server.log.LogDatabase;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether requests can be served now. */
@ApplicationScoped
class Readiness {
    private static final int ANSWER_SECONDS_MAX = 1;
    private static final String UNREACHABLE = "database unreachable";

    @Inject
    LogDatabase database;

    @Inject
    Followers followers;

    /** A connection may take much longer than the answer may: asked on another thread. */
    @Resource
    ManagedExecutorService executor;

    Optional<String> obstacle() {
        return followers.obstacle().or(this::databaseObstacle);
    }

    private Optional<String> databaseObstacle() {
        try {
            var answers = executor.submit(() -> database.with(Readiness::isValid));
            return answers.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS) ? Optional.empty() : Optional.of(UNREACHABLE);
        } catch (TimeoutException | ExecutionException down) {
            return Optional.of(UNREACHABLE);
        } catch (RejectedExecutionException busy) {
            return Optional.of("overloaded");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        }
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(ANSWER_SECONDS_MAX);
        } catch (SQLException e) {
            throw new IllegalArgumentException("the limit of an answer is not negative", e);
        }
    }
}
