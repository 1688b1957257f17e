package io.lakesync.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Where one server under test lives: its directory, its ports and what it is told by its environment. */
record Site(String name, Path directory, Ports ports, Map<String, String> environment) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    static Site of(ServerKind kind, Map<String, String> environment) {
        var name = kind.name().toLowerCase() + "-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
        var directory = Built.workingDirectory().resolve(name);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Site(name, directory, Ports.free(), environment);
    }

    Path path(String relative) {
        return directory.resolve(relative);
    }

    /** A process of the server's scripts, with the server's environment and output kept in the site. */
    ProcessBuilder command(Path output, String... words) {
        var builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("LAKESYNC_") || key.startsWith("MP_JWT_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
