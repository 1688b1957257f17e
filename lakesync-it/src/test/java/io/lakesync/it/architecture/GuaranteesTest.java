package io.lakesync.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of guarantees names tests: they must be there. */
class GuaranteesTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+_\\w+)`");
    private static final Pattern PROMISE =
            Pattern.compile("^\\| (?!promise |---)(.+?) \\| (.+) \\|$", Pattern.MULTILINE);

    @Test
    void every_promise_names_a_test_and_every_test_that_is_named_is_there() throws IOException {
        var page = Files.readString(Sources.root().resolve("docs/guarantees.md"));
        var there = tests();

        assertThat(PROMISE.matcher(page).results().map(row -> row.group(2)))
                .isNotEmpty()
                .allSatisfy(
                        held -> assertThat(NAMED.matcher(held).find()).as(held).isTrue());
        assertThat(NAMED.matcher(page).results().map(named -> named.group(1) + "." + named.group(2)))
                .isNotEmpty()
                .allSatisfy(named -> assertThat(there).contains(named));
    }

    private static Set<String> tests() throws IOException {
        var names = new TreeSet<String>();
        var method = Pattern.compile("\\bvoid (\\w+)\\(");
        for (var file : Sources.tests()) {
            var owner = file.getFileName().toString().replace(".java", "");
            method.matcher(Files.readString(file)).results().forEach(found -> names.add(owner + "." + found.group(1)));
        }
        return names;
    }
}
