package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Built;
import io.lakesync.it.server.DeployedServer.DatabaseAccess;
import io.lakesync.it.server.PidFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that belongs to one test, which may stop it, crash it and cut its connections. */
final class OwnPostgres implements AutoCloseable {
    private final Path data;
    private final EmbeddedPostgres postgres;
    private final Path programs;

    private OwnPostgres(Path data) throws IOException {
        this.data = data;
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        var server = PidFile.read(data.resolve("postmaster.pid")).orElseThrow();
        programs = Path.of(server.info().command().orElseThrow()).getParent();
    }

    static OwnPostgres start(String name) throws IOException {
        var process = ProcessHandle.current().pid();
        return new OwnPostgres(Built.workingDirectory().resolve("postgresql-%d-%s".formatted(process, name)));
    }

    DatabaseAccess access() {
        var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort());
        return new DatabaseAccess(url, "postgres", "postgres");
    }

    /** Ends it without a word in the middle of everything and starts it again: it recovers from its own log. */
    void crash() throws IOException, InterruptedException {
        control("restart", "-m", "immediate");
    }

    void stop() throws IOException, InterruptedException {
        control("stop", "-m", "fast");
    }

    /** Starts it again on the same data and the same port: only a restart remembers the options of the first start. */
    void comeBack() throws IOException, InterruptedException {
        control("restart");
    }

    private void control(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to be root's; in a name space of its own it is nobody's.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(programs.resolve("pg_ctl").toString(), "-w", "-D", data.toString()));
        command.addAll(List.of(words));
        var output = data.resolveSibling(data.getFileName() + ".log");
        var control = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .start();
        assertThat(control.waitFor(1, TimeUnit.MINUTES))
                .as("%s, see %s", command, output)
                .isTrue();
        assertThat(control.exitValue()).as("%s, see %s", command, output).isZero();
    }

    /** Ends every connection but the one that asks for it. */
    void cut() throws SQLException {
        var access = access();
        try (var connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
