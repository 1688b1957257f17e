package io.lakesync.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {
    private static final List<String> ORDERED = List.of(
            "", "1", "10", "2", "a", "ab", "é", "\uD7FF", "\uE000", "\uFF5E", "\uFFFF", "\uD83D\uDE00", "\uD83D\uDE01");

    @Test
    void is_the_order_of_the_utf8_bytes() {
        for (String one : ORDERED) {
            for (String other : ORDERED) {
                assertThat(Integer.signum(CodePointOrder.compare(one, other)))
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(utf8(one), utf8(other))))
                        .isEqualTo(Integer.signum(ORDERED.indexOf(one) - ORDERED.indexOf(other)));
            }
        }
    }

    @Test
    void tells_unpaired_surrogates_apart_although_utf8_has_none() {
        assertThat(CodePointOrder.compare("\uD800", "\uD801")).isNegative();
        assertThat(CodePointOrder.compare("\uD800", "?")).isPositive();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
