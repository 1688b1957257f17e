package io.lakesync.it.inside;

import io.lakesync.api.gateway.GatewayId;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/** What pushes have left in the log's own data source, seen by somebody who is not in their transaction. */
@ApplicationScoped
public class LogTraces {
    private static final int ANSWER_SECONDS_MAX = 20;
    private static final String READ =
            """
            SELECT head,
                   (SELECT count(*) FROM lakesync.log_block b WHERE b.gateway = g.id),
                   (SELECT count(*) FROM lakesync.row_state r WHERE r.gateway = g.id)
            FROM lakesync.gateway g WHERE g.id = ?
            """;

    @Resource(lookup = "java:app/jdbc/lakesync")
    DataSource log;

    /** Another thread, hence another transaction, also when asked right after a commit. */
    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService elsewhere;

    Traces of(GatewayId gateway) {
        try {
            return elsewhere.submit(() -> read(gateway)).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the log cannot be read", e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is stopping", stopped);
        }
    }

    private Traces read(GatewayId gateway) throws SQLException {
        try (Connection connection = log.getConnection();
                var statement = connection.prepareStatement(READ)) {
            statement.setString(1, gateway.value());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Traces(rows.getLong(1), rows.getInt(2), rows.getInt(3));
            }
        }
    }

    /** All that a push writes. */
    record Traces(long head, int blocks, int rows) {}
}
