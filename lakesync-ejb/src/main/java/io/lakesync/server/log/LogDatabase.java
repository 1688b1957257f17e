package io.lakesync.server.log;

import io.lakesync.server.settings.Databases;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Where the log lives: the container's data source, enlisted in the running transaction. */
@ApplicationScoped
public class LogDatabase {
    @Resource(lookup = Databases.LOG)
    DataSource dataSource;

    /** Work that speaks SQL itself. */
    @FunctionalInterface
    public interface SqlWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs work on a connection of the running transaction. */
    public <T> T sql(SqlWork<T> work) {
        return LogFailures.translate(() -> {
            try (var connection = dataSource.getConnection()) {
                return work.on(connection);
            }
        });
    }

    /** As {@link #sql}. */
    public <T> T with(Function<Connection, T> work) {
        return sql(work::apply);
    }
}
