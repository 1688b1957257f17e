package io.lakesync.it.bench;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the server's processor time goes while something is measured: samples of its flight recorder. */
final class Profile {
    private static final String OURS = "io.lakesync.";
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final int LINES = 12;

    private final List<Stretch> stretches = new ArrayList<>();

    private record Stretch(String what, Instant from, Instant to) {
        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** What the server must be started with; it writes the file when it ends. */
    static String option(Path file) {
        return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file;
    }

    /** Remembers what was measured since {@code from}. */
    void measured(String what, Instant from) {
        stretches.add(new Stretch(what, from, Instant.now()));
    }

    void print(Path file) {
        try {
            var samples = RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null)
                    .toList();
            for (var stretch : stretches) {
                var own = samples.stream()
                        .filter(s -> stretch.holds(s.getStartTime()))
                        .toList();
                System.out.printf("%nProfile of: %s (%,d samples)%n%n", stretch.what(), own.size());
                table("the innermost method of ours", own, Profile::ours);
                table(
                        "the method itself",
                        own,
                        sample -> name(sample.getStackTrace().getFrames().get(0)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void table(String title, List<RecordedEvent> samples, Function<RecordedEvent, String> name) {
        System.out.printf("| %s | share |%n|---|---:|%n", title);
        samples.stream().collect(groupingBy(name, counting())).entrySet().stream()
                .sorted(comparingLong((Map.Entry<String, Long> e) -> e.getValue())
                        .reversed())
                .limit(LINES)
                .forEach(e -> System.out.printf(
                        Locale.ROOT, "| `%s` | %.1f %% |%n", e.getKey(), 100.0 * e.getValue() / samples.size()));
        System.out.println();
    }

    private static String ours(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream()
                .map(Profile::name)
                .filter(name -> name.startsWith(OURS))
                .findFirst()
                .orElse("none");
    }

    private static String name(RecordedFrame frame) {
        return "%s.%s"
                .formatted(
                        frame.getMethod().getType().getName(), frame.getMethod().getName());
    }
}
