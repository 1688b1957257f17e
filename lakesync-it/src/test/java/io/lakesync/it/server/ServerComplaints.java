package io.lakesync.it.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failed test what its server complained of last: an answer to a client never tells. */
record ServerComplaints(Function<ExtensionContext, DeployedServer> servers) implements TestExecutionExceptionHandler {
    private static final Pattern COMPLAINT = Pattern.compile("WARN|ERROR|SEVERE|Caused by:|Exception: ");
    private static final int LINES_MAX = 20;
    private static final int LINE_CHARS_MAX = 300;

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new AssertionError(complaints(servers.apply(context))));
        throw failure;
    }

    private static String complaints(DeployedServer server) throws IOException {
        var lines = new String(Files.readAllBytes(server.log()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> COMPLAINT.matcher(line).find())
                .map(line ->
                        "%s> %s".formatted(server.kind(), line.substring(0, Math.min(LINE_CHARS_MAX, line.length()))))
                .toList();
        return "\n" + String.join("\n", latest(lines));
    }

    private static List<String> latest(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size());
    }
}
