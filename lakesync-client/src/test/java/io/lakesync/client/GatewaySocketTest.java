package io.lakesync.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.hlc.Hlc;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GatewaySocketTest {
    private final Line line = new Line();
    private final GatewaySocket socket = new GatewaySocket(() -> {}, Duration.ofSeconds(1));

    @Test
    void no_more_is_asked_for_while_a_bounded_size_is_unread() {
        socket.onOpen(line);
        var page = broadcast(GatewaySocket.UNREAD_BYTES_MAX / 4);
        for (int i = 0; i < 3; i++) {
            send(page);
            assertThat(line.wanted).isEqualTo(1);
        }

        send(page);
        assertThat(line.wanted).as("wanted of a full socket").isZero();

        assertThat(socket.next()).isPresent();
        assertThat(line.wanted).isEqualTo(1);
        assertThat(socket.next()).isPresent();
        assertThat(line.wanted).as("asked for once").isEqualTo(1);
    }

    @Test
    void one_page_above_the_bound_is_read_and_the_next_one_asked_for() {
        socket.onOpen(line);
        send(broadcast(GatewaySocket.UNREAD_BYTES_MAX + 1));
        assertThat(line.wanted).isZero();

        assertThat(socket.next()).isPresent();
        assertThat(line.wanted).isEqualTo(1);
        assertThat(socket.next()).isEmpty();
    }

    private void send(byte[] message) {
        line.wanted--;
        socket.onBinary(line, ByteBuffer.wrap(message), true);
    }

    private static byte[] broadcast(int chars) {
        var large = new ColumnValue("title", new JsonValue('"' + "x".repeat(chars) + '"'));
        var delta = new Delta(DeltaOp.UPDATE, new RowKey("todos", "1"), "ben", List.of(large), new Hlc(1), "0");
        return ProtobufCodec.writeBroadcast(new Page(List.of(delta), new Cursor(2), false, 0), false);
    }

    /** Counts what it was asked for. */
    private static final class Line implements WebSocket {
        private long wanted;

        @Override
        public void request(long n) {
            wanted += n;
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public String getSubprotocol() {
            return "";
        }

        @Override
        public boolean isOutputClosed() {
            return false;
        }

        @Override
        public boolean isInputClosed() {
            return false;
        }

        @Override
        public void abort() {
            // nothing to end
        }
    }
}
