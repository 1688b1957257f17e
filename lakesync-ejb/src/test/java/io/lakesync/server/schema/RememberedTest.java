package io.lakesync.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.server.schema.Remembered.Made;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final long BYTES_MAX = 100_000;

    private final Remembered<Integer, String> remembered = new Remembered<>(BYTES_MAX);
    private final List<Integer> made = new ArrayList<>();

    @Test
    void what_was_made_once_is_not_made_again() {
        assertThat(ask(1, 100)).isEqualTo("1");
        assertThat(ask(1, 100)).isEqualTo("1");

        assertThat(made).containsExactly(1);
    }

    @Test
    void however_many_documents_there_are_the_memory_for_them_is_bounded() {
        for (int key = 0; key < 1000; key++) {
            ask(key, 1000);
            assertThat(remembered.bytes()).isLessThanOrEqualTo(BYTES_MAX);
        }

        assertThat(remembered.bytes()).isGreaterThan(BYTES_MAX / 2);
    }

    @Test
    void what_takes_more_than_there_is_is_made_each_time_and_drives_nothing_else_out() {
        ask(1, 100);
        assertThat(ask(2, BYTES_MAX)).isEqualTo("2");
        assertThat(ask(2, Long.MAX_VALUE / 100)).isEqualTo("2");
        ask(1, 100);

        assertThat(made).containsExactly(1, 2, 2);
    }

    private String ask(int key, long chars) {
        return remembered.get(key, () -> {
            made.add(key);
            return new Made<>(String.valueOf(key), chars);
        });
    }
}
