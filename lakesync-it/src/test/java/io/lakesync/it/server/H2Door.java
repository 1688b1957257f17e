package io.lakesync.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The way into an H2 file that a server holds open in mixed mode. Asking for the file itself may, on a busy machine, end
 * with the test as its owner: H2 takes a lock for stale that was not renewed for two seconds.
 */
final class H2Door {
    private static final String FILE = "jdbc:h2:file:";

    private H2Door() {}

    /** The address at which the owner answers; the URL itself where nobody owns the file, or for another database. */
    static String of(String url) {
        if (!url.startsWith(FILE)) {
            return url;
        }
        var lock = Path.of(url.substring(FILE.length()).replaceFirst(";.*", "") + ".lock.db");
        if (!Files.exists(lock)) {
            return url;
        }
        var owner = new Properties();
        try (var lines = Files.newInputStream(lock)) {
            owner.load(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var server = owner.getProperty("server", "");
        return server.isEmpty() ? url : "jdbc:h2:tcp://%s/%s".formatted(server, owner.getProperty("id"));
    }
}
