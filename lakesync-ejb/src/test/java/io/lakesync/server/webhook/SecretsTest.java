package io.lakesync.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final Secret SECRET = new Secret("it is a secret to everybody");

    @Test
    void a_signature_is_the_hmac_of_time_and_body() {
        var signature = Signature.of(SECRET, Instant.ofEpochSecond(1_700_000_000), "{}".getBytes());
        assertThat(signature)
                .isEqualTo("t=1700000000,v1=46234939a4b9f557e0cf72a20d3363c3c93e9edefdbce3642d8d374bd367d464");
    }

    @Test
    void a_box_opens_only_with_its_key_and_in_its_place() {
        var box = new SecretBox(new Secret("k".repeat(32)));
        var closed = box.close(SECRET, "air one");
        assertThat(box.open(closed, "air one")).isEqualTo(SECRET);
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(box.close(SECRET, "air one")).isNotEqualTo(closed);
        assertThatThrownBy(() -> box.open(closed, "air two")).isInstanceOf(IllegalStateException.class);
        var other = new SecretBox(new Secret("o".repeat(32)));
        assertThatThrownBy(() -> other.open(closed, "air one")).isInstanceOf(IllegalStateException.class);
    }
}
