package io.lakesync.it.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.run.Run.Place;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What {@code ./run} shows to somebody who tries the product out, with no setting at all. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RunDemoIT {
    private static final Pattern PASSWORD = Pattern.compile("password (\\S+)\\)");

    @Test
    void all_end_equal_and_every_line_to_try_works_also_the_second_time() throws IOException, InterruptedException {
        var place = Place.fresh("demo");
        try (var run = Run.start(place, Map.of())) {
            var lines = run.linesUntil("sql ");
            assertThat(lines).contains("demo: 0 of 3376 airports are here already");
            requireWhatIsShown(run, lines);
            run.signal("TERM", run.server());
            assertThat(run.linesUntilEnd()).allMatch(String::isBlank);
            assertThat(run.ended()).isZero();
        }
        try (var again = Run.start(place, Map.of())) {
            var lines = again.linesUntil("sql ");
            assertThat(lines).contains("demo: 3366 of 3376 airports are here already");
            requireWhatIsShown(again, lines);
            again.signal("INT", again.script());
            assertThat(again.linesUntilEnd()).allMatch(String::isBlank);
            assertThat(again.ended()).isZero();
        }
    }

    private static void requireWhatIsShown(Run run, List<String> lines) throws IOException, InterruptedException {
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("demo: EQUAL: ").endsWith(" 3366 airports"));
        var console = after("console", lines);
        assertThat(console).startsWith(run.address() + "/console ");
        var password = PASSWORD.matcher(console);
        assertThat(password.find()).isTrue();
        assertThat(new ConsoleDoor(run.address()).opensTo(password.group(1))).isTrue();
        var token = after("token", lines).replaceAll(" .*", "");
        assertThat(after("pull", lines)).startsWith("curl ").contains(token);
        assertThat(typed(after("pull", lines))).startsWith("{").contains("\"table\":\"airports\"");
        assertThat(typed(after("sql", lines))).contains("3366");
    }

    private static String after(String word, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length()).strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + word + " in " + lines));
    }

    /** What a shell answers to this line. */
    private static String typed(String line) throws IOException {
        var shell =
                new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
        return new String(shell.getInputStream().readAllBytes(), UTF_8);
    }
}
