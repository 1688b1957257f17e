package io.lakesync.it.server;

import io.lakesync.it.server.DeployedServer.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server that belongs to one test, which may kill and restart it. Ends with {@link #close}, or with the test's JVM. */
public final class OwnServer implements AutoCloseable {

    private static final String SECRET = "a secret of the tests, long enough for HS256";
    private static final String ADMIN_PASSWORD = "the operator of the tests";
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    /** Servers of tests start often and live for minutes: the second compiler would take more time than it gives back. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    private final Launch launch;
    private final Readiness readiness;
    private final DeployedServer server;
    private final Thread lastResort = new Thread(this::kill, "end of tests");

    private OwnServer(ServerKind kind, Site site, DatabaseAccess database) {
        this.launch = kind.launch(site);
        var baseUri = URI.create("http://127.0.0.1:" + site.ports().http());
        this.readiness = new Readiness(launch, baseUri.resolve("/ready"));
        this.server = new DeployedServer(
                kind, baseUri, site.environment().get("LAKESYNC_JWT_SECRET"), ADMIN_PASSWORD, database, launch.log());
    }

    public static OwnServer start(ServerKind kind, Database database) {
        return start(kind, database, Map.of());
    }

    /** With further environment variables, or others than the usual ones. Returns once the server is ready. */
    public static OwnServer start(ServerKind kind, Database database, Map<String, String> more) {
        var environment = new LinkedHashMap<String, String>();
        var site = Site.of(kind, environment);
        return start(kind, site, Databases.create(database, site), more);
    }

    /** On a database that is there already. */
    public static OwnServer start(ServerKind kind, DatabaseAccess access, Map<String, String> more) {
        return start(kind, Site.of(kind, new LinkedHashMap<>()), access, more);
    }

    private static OwnServer start(ServerKind kind, Site site, DatabaseAccess access, Map<String, String> more) {
        var environment = site.environment();
        environment.put("LAKESYNC_DB_URL", access.url());
        environment.put("LAKESYNC_DB_USER", access.user());
        environment.put("LAKESYNC_DB_PASSWORD", access.password());
        environment.put("LAKESYNC_JWT_SECRET", SECRET);
        environment.put("LAKESYNC_ADMIN_PASSWORD", ADMIN_PASSWORD);
        environment.put("JAVA_TOOL_OPTIONS", QUICK);
        environment.putAll(more);
        var own = new OwnServer(kind, site, access);
        Runtime.getRuntime().addShutdownHook(own.lastResort);
        own.start();
        return own;
    }

    public DeployedServer server() {
        return server;
    }

    /** Ends the server's JVM at once, as a power cut of the process would. */
    public void kill() {
        end(Duration.ZERO);
    }

    /** Ends the server as an operator would; by force after 30 s. */
    public void stop() {
        end(STOP_MAX);
    }

    /** Holds the server's JVM in the middle of whatever it does, as a frozen machine would, until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Lets no file grow beyond a size: to the server's JVM its disk is full, until {@link #freeDisk}. */
    public void fillDisk(long fileBytesMax) {
        limitFiles(String.valueOf(fileBytesMax));
    }

    public void freeDisk() {
        limitFiles("unlimited");
    }

    /** Starts a stopped or killed server again, on the same data and the same port. */
    public void restart() {
        stop();
        start();
    }

    @Override
    public void close() {
        stop();
        if (!Thread.currentThread().equals(lastResort)) Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void start() {
        try {
            readiness.await(launch.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            kill();
            throw e;
        }
    }

    private void signal(String name) {
        run("kill", "-" + name, jvm());
    }

    private void limitFiles(String bytes) {
        run("prlimit", "--pid", jvm(), "--fsize=" + bytes + ":unlimited");
    }

    private String jvm() {
        try {
            return String.valueOf(launch.jvm().orElseThrow().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            if (process.onExit().join().exitValue() != 0)
                throw new IllegalStateException(String.join(" ", command) + " failed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(Duration patience) {
        try {
            launch.jvm().ifPresent(jvm -> Ending.of(jvm, patience));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
