package io.lakesync.api.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    private static final Path PAGE = Path.of("../docs/errors.md");

    @Test
    void the_page_lists_every_code_with_its_owner_and_whether_to_ask_again() throws IOException {
        assertThat(rows()).extracting(row -> row.get(0)).containsExactlyElementsOf(codes());
        for (var row : rows()) {
            var failure = SyncFailure.valueOf(row.get(0));
            assertThat(row.get(2)).isEqualTo(failure.owner().name().toLowerCase(Locale.ROOT));
            assertThat(row.get(3)).isEqualTo(failure.isRetryable() ? "yes" : "no");
        }
    }

    private static List<String> codes() {
        return Arrays.stream(SyncFailure.values()).map(Enum::name).toList();
    }

    /** Code, status, owner, again, meaning. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replace(" **added**", "").replace("`", "").substring(2))
                .map(line -> List.of(line.split(" \\| ")))
                .toList();
    }
}
