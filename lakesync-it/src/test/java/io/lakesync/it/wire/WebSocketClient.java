package io.lakesync.it.wire;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Page;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A socket to the server; remembers what it was sent and how it was ended. */
public final class WebSocketClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private WebSocket socket;
    private volatile boolean deaf;

    private WebSocketClient() {}

    /** @param headers name, value, name, value … */
    public static WebSocketClient open(URI uri, String... headers) throws WebSocketHandshakeException {
        var client = new WebSocketClient();
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            client.socket = builder.buildAsync(uri, client).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw refused;
            }
            throw e;
        }
        return client;
    }

    public void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /** Sends to a socket that the server may be ending. */
    void trySend(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true)
                .exceptionally(already -> null)
                .join();
    }

    /** Reads one message more and then none. */
    void turnDeaf() {
        deaf = true;
    }

    void listenAgain() {
        deaf = false;
        socket.request(1);
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    void sendText(String text) {
        socket.sendText(text, true).join();
    }

    byte[] next() throws InterruptedException {
        var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came; ended: " + ended.getNow("no"));
        }
        return message;
    }

    /** The next message, which must be an answer or a broadcast as asked. */
    public Page next(boolean broadcast) throws InterruptedException {
        var message = next();
        if (ProtobufCodec.isBroadcast(message) != broadcast) {
            throw new AssertionError("unexpected " + ProtobufCodec.readPage(message));
        }
        return ProtobufCodec.readPage(message);
    }

    boolean isSilent() {
        return messages.isEmpty();
    }

    /** Code and reason of the server's good-bye. */
    String ending() throws InterruptedException {
        try {
            return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the server did not end the socket", e);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        part.writeBytes(bytes);
        if (last) {
            messages.add(part.toByteArray());
            part.reset();
        }
        if (!deaf) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        ended.complete(code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        ended.complete("broken: " + error);
    }

    @Override
    public void close() {
        if (!ended.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .exceptionally(already -> null)
                    .join();
        }
        socket.abort();
    }
}
