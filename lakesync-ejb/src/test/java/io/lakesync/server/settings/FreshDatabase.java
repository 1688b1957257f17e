package io.lakesync.server.settings;

import io.lakesync.api.settings.JdbcUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * A migrated database that nobody else uses.
 *
 * @param lockTimeout makes a connection give up soon when another one holds a lock
 */
public record FreshDatabase(DataSource source, String lockTimeout) {
    public static FreshDatabase h2(Path directory) {
        var source = new JdbcDataSource();
        source.setUrl(DatabaseFamily.H2.completed(new JdbcUrl("jdbc:h2:file:" + directory.resolve("log"))));
        source.setUser("sa");
        new ControlTables(DatabaseFamily.H2, source).migrate();
        return new FreshDatabase(source, "SET LOCK_TIMEOUT 200");
    }

    static FreshDatabase on(EmbeddedPostgres server, String name) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        var source = server.getDatabase("postgres", name);
        new ControlTables(DatabaseFamily.POSTGRESQL, source).migrate();
        return new FreshDatabase(source, "SET lock_timeout = '200ms'");
    }

    /** A gateway with its first stamp. */
    public void create(String gateway) throws SQLException {
        try (var connection = source.getConnection();
                var insert = connection.prepareStatement(
                        """
                        INSERT INTO lakesync.gateway
                        (id, mode, head, head_at, horizon, rules_version, rules_stamp, schema_version, rows_total, created_at)
                        VALUES (?, 'open', 2, CURRENT_TIMESTAMP, 2, 0, 2, 0, 0, CURRENT_TIMESTAMP)""")) {
            insert.setString(1, gateway);
            insert.executeUpdate();
        }
    }
}
