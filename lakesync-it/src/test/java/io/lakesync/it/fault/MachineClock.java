package io.lakesync.it.fault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.lakesync.it.server.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The clock of one server's machine, as libfaketime shows it to that server alone. It can be set while the server runs. */
final class MachineClock {
    private final Path library;
    private final Path file;

    private MachineClock(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /**
     * Where libfaketime is. Not its variant for many threads, which makes them queue for the time; what this one may show of a
     * moment in which the clock is set is wrong in no other way than the clock.
     */
    static Optional<Path> library() throws IOException {
        try (var found = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu")) {
            for (var directory : found) {
                var library = directory.resolve("faketime/libfaketime.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
        }
        return Optional.empty();
    }

    static MachineClock aheadBy(Duration error) throws IOException {
        var name = "clock-%d".formatted(ProcessHandle.current().pid());
        Files.createDirectories(Built.workingDirectory());
        var clock = new MachineClock(
                library().orElseThrow(), Built.workingDirectory().resolve(name));
        clock.set(error);
        return clock;
    }

    /**
     * Time goes on steadily for who asks for nothing but that, as it does when a machine's clock is set. The fix is for
     * programs that mix the two; for a JVM it ends every timed wait at once, and the server does nothing but wake up.
     */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** The server sees it within a second. */
    void set(Duration ahead) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, "%+d".formatted(ahead.toSeconds()));
        Files.move(next, file, ATOMIC_MOVE);
    }
}
