package io.lakesync.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SmellsTest {
    private static final String PLANTED =
            """
            class PlantedManager {
                private static int count = 0;

                void run() {
                    try {
                        new Thread(() -> {}).start();
                    } catch (RuntimeException e) {
                    }
                    System.out.println(System.currentTimeMillis() + System.getenv("HOME"));
                    var sql = "SELECT * FROM t WHERE id = " + count;
                    event.fireAsync(sql); // FIXME
                }
            }
            import lombok.Data;
            """;

    @TestFactory
    Stream<DynamicTest> production_code_has_none_of() {
        return Smell.ZERO_TOLERANCE.stream()
                .map(smell -> DynamicTest.dynamicTest(
                        smell.name(), () -> assertThat(places(smell)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> a_planted_one_is_found() {
        return Smell.ZERO_TOLERANCE.stream()
                .map(smell -> DynamicTest.dynamicTest(
                        smell.name(), () -> assertThat(smell.linesOf("lakesync-ejb/Planted.java", PLANTED))
                                .isNotEmpty()));
    }

    @Test
    void no_class_is_named_for_a_pattern() {
        assertThat("PlantedManager.java").matches(Smell.PATTERN_NAME);
        assertThat(Sources.java())
                .extracting(file -> file.getFileName().toString())
                .noneMatch(name -> Smell.PATTERN_NAME.matcher(name).matches());
    }

    @Test
    void no_file_is_longer_than_three_hundred_lines() throws IOException {
        for (var file : Sources.java()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        }
    }

    private static ArrayList<String> places(Smell smell) throws IOException {
        var places = new ArrayList<String>();
        for (Path file : Sources.java()) {
            var path = file.toString().replace('\\', '/');
            smell.linesOf(path, Files.readString(file)).forEach(line -> places.add(path + ":" + line));
        }
        return places;
    }
}
