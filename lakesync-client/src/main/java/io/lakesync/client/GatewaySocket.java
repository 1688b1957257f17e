package io.lakesync.client;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One open socket: a request at a time, and the pages that the server sends by itself, a bounded size of them unread. */
final class GatewaySocket implements WebSocket.Listener {
    static final int UNREAD_BYTES_MAX = 4 << 20;

    /** A page beside its message. */
    private static final int PAGE_BYTES = 1000;

    private final Runnable wake;
    private final Duration answerMax;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Deque<Unread> broadcasts = new ArrayDeque<>();
    private int unreadBytes;
    private CompletableFuture<Page> answer = new CompletableFuture<>();
    private Optional<WebSocket> socket = Optional.empty();
    private Optional<SyncException> end = Optional.empty();

    /** @param wake told when there is a page to read, or the socket has ended; must return at once */
    GatewaySocket(Runnable wake, Duration answerMax) {
        this.wake = wake;
        this.answerMax = answerMax;
    }

    /** Asks for a page. What came unasked before the answer is dropped: the answer holds it. */
    Page pull(PullRequest request) {
        try {
            return ask(ProtobufCodec.writePull(request)).get(answerMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SyncException told
                    ? told
                    : new SyncException(SyncFailure.UNAVAILABLE, "the socket has failed", e.getCause());
        } catch (TimeoutException e) {
            close();
            throw new SyncException(SyncFailure.UNAVAILABLE, "no answer within " + answerMax, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SyncException(SyncFailure.UNAVAILABLE, "interrupted while waiting for a page", e);
        }
    }

    /** The next page that the server sent by itself. */
    synchronized Optional<Page> next() {
        boolean wasFull = isFull();
        var next = Optional.ofNullable(broadcasts.poll());
        next.ifPresent(unread -> unreadBytes -= unread.bytes());
        if (wasFull && !isFull()) {
            socket.ifPresent(open -> open.request(1));
        }
        return next.map(Unread::page);
    }

    private boolean isFull() {
        return unreadBytes >= UNREAD_BYTES_MAX;
    }

    private void drop() {
        broadcasts.clear();
        unreadBytes = 0;
    }

    /** @param bytes that it had on the wire, and some for itself */
    private record Unread(Page page, int bytes) {}

    synchronized boolean hasEnded() {
        return end.isPresent();
    }

    synchronized void close() {
        socket.ifPresent(open -> open.sendClose(WebSocket.NORMAL_CLOSURE, "Client disconnect"));
        finish(new SyncException(SyncFailure.UNAVAILABLE, "the socket is closed"));
    }

    private synchronized CompletableFuture<Page> ask(byte[] frame) {
        if (end.isPresent()) {
            throw end.get();
        }
        var open = socket.orElseThrow();
        answer = new CompletableFuture<>();
        if (isFull()) {
            open.request(1);
        }
        drop();
        open.sendBinary(ByteBuffer.wrap(frame), true).exceptionally(failed -> {
            onError(open, failed);
            return open;
        });
        return answer;
    }

    @Override
    public synchronized void onOpen(WebSocket opened) {
        socket = Optional.of(opened);
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        if (receive(data, last)) {
            from.request(1);
        }
        return CompletableFuture.completedStage(from);
    }

    /** @return whether there is room for more */
    private synchronized boolean receive(ByteBuffer data, boolean last) {
        var part = new byte[data.remaining()];
        data.get(part);
        message.writeBytes(part);
        if (last) {
            var whole = message.toByteArray();
            message.reset();
            read(whole);
        }
        return !isFull();
    }

    private void read(byte[] whole) {
        try {
            var page = ProtobufCodec.readPage(whole);
            if (ProtobufCodec.isBroadcast(whole)) {
                broadcasts.add(new Unread(page, whole.length + PAGE_BYTES));
                unreadBytes += whole.length + PAGE_BYTES;
                wake.run();
            } else {
                drop();
                answer.complete(page);
            }
        } catch (SyncException unreadable) {
            finish(unreadable);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        finish(Refused.closed(status, reason));
        return CompletableFuture.completedStage(from);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        finish(new SyncException(SyncFailure.UNAVAILABLE, "the socket has failed: " + error, error));
    }

    private synchronized void finish(SyncException reason) {
        if (end.isEmpty()) {
            end = Optional.of(reason);
            answer.completeExceptionally(reason);
            wake.run();
        }
    }
}
