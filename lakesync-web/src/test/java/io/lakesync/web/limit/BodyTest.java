package io.lakesync.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyTest {
    @Test
    void a_body_of_the_limit_is_read_and_a_larger_one_is_read_no_further() {
        var body = new Body(4);
        var endless = new Endless();

        assertThat(body.read(new ByteArrayInputStream(new byte[4]))).hasSize(4);
        assertThatThrownBy(() -> body.read(endless))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.PAYLOAD_TOO_LARGE));
        assertThat(endless.read).isEqualTo(5);
    }

    @Test
    void a_body_that_breaks_off_is_the_clients_fault() {
        assertThatThrownBy(() -> new Body(4).read(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut");
                    }
                }))
                .isInstanceOfSatisfying(
                        SyncException.class, e -> assertThat(e.failure()).isEqualTo(SyncFailure.VALIDATION_ERROR));
    }

    private static final class Endless extends InputStream {
        private int read;

        @Override
        public int read() {
            read++;
            return 'x';
        }
    }
}
