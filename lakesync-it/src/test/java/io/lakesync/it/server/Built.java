package io.lakesync.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the build has put into the target folders. */
public final class Built {

    private Built() {}

    /** The root of the source tree. */
    public static Path root() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    }

    /** The EAR, as it is delivered. */
    public static Path ear() {
        return existing(root().resolve("lakesync-ear/target/lakesync.ear"));
    }

    static Path wildFly() {
        return existing(root().resolve("lakesync-server/target/wildfly"));
    }

    static Path payara() {
        return existing(root().resolve("lakesync-it/target/payara6"));
    }

    /** Where servers under test live; what is left over here is ended by {@code ./verify}. */
    public static Path workingDirectory() {
        return root().resolve("lakesync-it/target/servers");
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copyOne(file, to.resolve(from.relativize(file).toString())));
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) Files.createDirectories(to);
            else Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) throw new IllegalStateException(path + " is missing: run mvn package first");
        return path;
    }
}
