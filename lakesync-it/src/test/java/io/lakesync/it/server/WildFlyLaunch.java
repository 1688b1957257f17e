package io.lakesync.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One folder serves many servers; each has a base directory of its own. */
record WildFlyLaunch(Site site) implements Launch {

    @Override
    public Process start() throws IOException {
        prepare();
        var command = site.command(
                log(),
                Built.wildFly().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base(),
                "-Djboss.http.port=" + site.ports().http(),
                "-Djboss.management.http.port=0",
                "-b",
                "127.0.0.1",
                "-bmanagement",
                "127.0.0.1");
        command.environment().put("JBOSS_PIDFILE", pidFile().toString());
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "1");
        return command.start();
    }

    private void prepare() throws IOException {
        Files.deleteIfExists(pidFile());
        Files.deleteIfExists(failed());
        if (Files.exists(base())) return;
        Built.copy(Built.wildFly().resolve("standalone/configuration"), base().resolve("configuration"));
        Files.createDirectories(base().resolve("deployments"));
        Files.copy(Built.ear(), base().resolve("deployments/lakesync.ear"));
    }

    @Override
    public Optional<ProcessHandle> jvm() throws IOException {
        return PidFile.read(pidFile());
    }

    @Override
    public Optional<String> failure() throws IOException {
        return Files.exists(failed()) ? Optional.of(Files.readString(failed())) : Optional.empty();
    }

    @Override
    public Path log() {
        return site.path("server.log");
    }

    private Path base() {
        return site.path("server");
    }

    private Path pidFile() {
        return site.path("jvm.pid");
    }

    /** The server's own mark on an application that it could not start. */
    private Path failed() {
        return base().resolve("deployments/lakesync.ear.failed");
    }
}
