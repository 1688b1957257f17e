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

/** One open socket: a request at a time, and the pages that the server sends by itself, a bounded number of them unread. */
final class GatewaySocket implements WebSocket.Listener {
    private static final int UNREAD_MAX = 64;

    private final Runnable wake;
    private final Duration answerMax;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final Deque<Page> broadcasts = new ArrayDeque<>();
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
        if (broadcasts.size() == UNREAD_MAX) {
            socket.ifPresent(open -> open.request(1));
        }
        return Optional.ofNullable(broadcasts.poll());
    }

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
        if (broadcasts.size() == UNREAD_MAX) {
            open.request(1);
        }
        broadcasts.clear();
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
        return broadcasts.size() < UNREAD_MAX;
    }

    private void read(byte[] whole) {
        try {
            var page = ProtobufCodec.readPage(whole);
            if (ProtobufCodec.isBroadcast(whole)) {
                broadcasts.add(page);
                wake.run();
            } else {
                broadcasts.clear();
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
