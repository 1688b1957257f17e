package io.lakesync.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the ids that servers write, on the first line; a file may be there before its content is. */
public final class PidFile {

    private PidFile() {}

    public static Optional<ProcessHandle> read(Path file) throws IOException {
        var text = Files.exists(file) ? Files.readString(file).strip().replaceFirst("\\R(?s:.*)", "") : "";
        return text.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(text));
    }
}
