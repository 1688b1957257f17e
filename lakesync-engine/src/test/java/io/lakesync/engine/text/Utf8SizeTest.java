package io.lakesync.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8SizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "milk",
                "\u007f\u0080",
                "\u07ff\u0800",
                "\u725b\u5976",
                "\uffff",
                "\ud83d\ude00",
                "a\u00e9\u725b\ud83d\ude00z"
            })
    void text_is_as_large_as_its_bytes(String text) {
        assertThat(Utf8Size.of(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
