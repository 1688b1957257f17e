package io.lakesync.it.server;

import io.lakesync.it.server.DeployedServer.DatabaseAccess;
import java.sql.SQLException;

/** A new, empty database per server. */
final class Databases {

    private Databases() {}

    static DatabaseAccess create(Database database, Site site) {
        return database == Database.H2 ? h2(site) : postgreSql(site);
    }

    /** The mixed mode lets the test look into the file while the server has it open. */
    private static DatabaseAccess h2(Site site) {
        return new DatabaseAccess(
                "jdbc:h2:file:" + site.path("db/lakesync") + ";AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=TRUE",
                "lakesync",
                "lakesync");
    }

    private static DatabaseAccess postgreSql(Site site) {
        var name = site.name().replace('-', '_');
        try (var connection = PostgreSql.shared().connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"%s\"".formatted(name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return PostgreSql.shared().access(name);
    }
}
