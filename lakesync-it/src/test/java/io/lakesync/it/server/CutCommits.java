package io.lakesync.it.server;

import java.sql.SQLException;

/** Until it is closed, PostgreSQL ends the connection on which a push to a gateway commits, in the middle of the commit. */
public record CutCommits(DeployedServer server, String gateway) implements AutoCloseable {

    /** A deferred trigger runs inside COMMIT: there it ends its own connection. */
    public static CutCommits of(DeployedServer server, String gateway) throws SQLException {
        var cutting = new CutCommits(server, gateway);
        cutting.execute(
                """
                CREATE FUNCTION lakesync.cut() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON lakesync.log_block DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.gateway = '%s') EXECUTE FUNCTION lakesync.cut()""");
        return cutting;
    }

    @Override
    public void close() throws SQLException {
        execute("DROP TRIGGER cut ON lakesync.log_block; DROP FUNCTION lakesync.cut()");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = server.connect();
                var any = connection.createStatement()) {
            any.execute(statement.formatted(gateway));
        }
    }
}
