package io.lakesync.it.server;

import io.lakesync.it.server.DeployedServer.DatabaseAccess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One real PostgreSQL for the whole run, started when first wanted; ends with the JVM. */
public final class PostgreSql {

    private static final PostgreSql SHARED = new PostgreSql();

    private final EmbeddedPostgres postgres;

    private PostgreSql() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(Built.workingDirectory()
                            .resolve("postgresql-" + ProcessHandle.current().pid()))
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    // The product refuses a database that may lose what it acknowledged.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PostgreSql shared() {
        return SHARED;
    }

    public DatabaseAccess access(String database) {
        var url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database);
        return new DatabaseAccess(url, "postgres", "postgres");
    }

    public Connection connect(String database) throws SQLException {
        var access = access(database);
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}
