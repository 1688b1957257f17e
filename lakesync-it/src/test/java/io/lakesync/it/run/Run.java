package io.lakesync.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Built;
import io.lakesync.it.server.PidFile;
import io.lakesync.it.server.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One {@code ./run}, started without building, in the directory that its data directory lies in. */
final class Run implements AutoCloseable {
    private static final int STOP_SECONDS_MAX = 15;

    private final Process script;
    private final BufferedReader out;
    private final Place place;
    private final Thread lastResort = new Thread(this::end, "end of tests");

    private Run(Process script, Place place) {
        this.script = script;
        this.out = script.inputReader();
        this.place = place;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    static Run start(Place place, Map<String, String> environment, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of(Built.root().resolve("run").toString(), "--no-build"));
        words.addAll(List.of("--port", String.valueOf(place.port()), "--data", place.name()));
        words.addAll(List.of(arguments));
        // As a job of a script: SIGINT is ignored there, and by all that it starts.
        words.addAll(0, List.of("sh", "-c", "trap '' INT; exec \"$0\" \"$@\""));
        var builder = new ProcessBuilder(words)
                .directory(place.data().getParent().toFile())
                .redirectError(place.stderr().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LAKESYNC_") || name.startsWith("MP_JWT_"));
        builder.environment().putAll(environment);
        return new Run(builder.start(), place);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + place.port());
    }

    /** Waits for the line of a start without the demonstration; all that it promises holds when it is read. */
    Run ready() throws IOException, InterruptedException {
        assertThat(out.readLine()).as(() -> "stdout; stderr: " + stderr()).isEqualTo("ready " + address());
        assertThat(server().isAlive()).isTrue();
        assertThat(server().info().commandLine()).hasValueSatisfying(line -> assertThat(line)
                .contains(place.data().toString()));
        var question = HttpRequest.newBuilder(address().resolve("/ready")).build();
        var answer = HttpClient.newHttpClient().send(question, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return this;
    }

    /** Standard output up to the line that begins like this. */
    List<String> linesUntil(String start) throws IOException {
        var lines = new ArrayList<String>();
        do {
            var line = out.readLine();
            assertThat(line)
                    .as(() -> "after " + lines + "; stderr: " + stderr())
                    .isNotNull();
            lines.add(line);
        } while (!lines.get(lines.size() - 1).startsWith(start));
        return lines;
    }

    /** The JVM that {@code server.pid} names. */
    ProcessHandle server() throws IOException {
        return PidFile.read(place.data().resolve("server.pid")).orElseThrow();
    }

    ProcessHandle script() {
        return script.toHandle();
    }

    /** The exit code. Standard output has ended by then, without a further line, and no process is left. */
    int ended() throws IOException, InterruptedException {
        assertThat(script.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        assertThat(out.readLine()).isNull();
        assertThat(processes()).isEmpty();
        return script.exitValue();
    }

    /** What is left of standard output. */
    List<String> linesUntilEnd() {
        return out.lines().toList();
    }

    /** The exit code of a start that comes to nothing, whenever that is. */
    int refused() throws IOException, InterruptedException {
        script.waitFor();
        return ended();
    }

    /** The same beside the run that has the directory already. */
    int refusedBeside(Run other) throws InterruptedException {
        script.waitFor();
        assertThat(out.lines()).isEmpty();
        assertThat(other.processes()).isNotEmpty();
        return script.exitValue();
    }

    /** Those whose command line names the data directory. */
    List<String> processes() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.flatMap(process -> process.info().commandLine().stream())
                    .filter(line -> line.contains(place.data() + "/"))
                    .toList();
        }
    }

    /** What automation does to a process. */
    void signal(String signal, ProcessHandle process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO();
        assertThat(kill.start().waitFor()).isZero();
    }

    String stderr() {
        return place.said();
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void end() {
        script.destroy();
        script.onExit().orTimeout(2 * STOP_SECONDS_MAX, TimeUnit.SECONDS).join();
    }

    /** A data directory below target, and the port to use with it. */
    record Place(Path data, int port) {
        static Place fresh(String name) throws IOException {
            Files.createDirectories(Built.workingDirectory());
            var parent = Files.createTempDirectory(Built.workingDirectory(), "run-" + name + "-");
            return new Place(parent.resolve("data"), Ports.free().http());
        }

        String name() {
            return data.getFileName().toString();
        }

        Path stderr() {
            return data.resolveSibling("stderr");
        }

        String said() {
            try {
                return Files.readString(stderr()).strip();
            } catch (IOException e) {
                return e.toString();
            }
        }

        String saidLast() {
            return said().lines().reduce("", (before, line) -> line);
        }
    }
}
