package io.lakesync.server.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordTest {
    @Test
    void only_the_right_password_matches() {
        var hash = Password.hash("milk & honey".toCharArray());

        assertThat(Password.matches("milk & honey".toCharArray(), hash)).isTrue();
        assertThat(Password.matches("milk & hone".toCharArray(), hash)).isFalse();
        assertThat(Password.matches(new char[0], hash)).isFalse();
    }

    @Test
    void equal_passwords_are_stored_differently() {
        assertThat(Password.hash("milk".toCharArray())).isNotEqualTo(Password.hash("milk".toCharArray()));
    }

    @Test
    void the_cost_is_stored_so_that_it_may_rise() {
        // computed by hashlib.pbkdf2_hmac("sha256", b"milk", b"salt", 1000)
        var hash = "1000:c2FsdA==:vNrrqMX2d/vw7Xt/Sj/3ZjjGoFeY1ivagcbQgBRPg0M=";

        assertThat(Password.matches("milk".toCharArray(), hash)).isTrue();
        assertThat(Password.hash("milk".toCharArray())).startsWith("600000:");
    }

    @Test
    void a_generated_password_is_long_and_fits_a_command_line() {
        assertThat(Password.generate()).matches("[A-Za-z0-9_-]{20}").isNotEqualTo(Password.generate());
    }
}
