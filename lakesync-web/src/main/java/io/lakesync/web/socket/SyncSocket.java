package io.lakesync.web.socket;

import io.lakesync.api.codec.Frame;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.settings.HttpSettings;
import io.lakesync.web.limit.MessageLimit;
import io.lakesync.web.request.Requester;
import jakarta.websocket.CloseReason;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** One open socket. Its lock is held by whoever answers a request or sends a broadcast, so that neither overtakes the other. */
final class SyncSocket implements Subscriber {
    private final Peer peer;
    private final Requester requester;
    private final SyncGateway gateway;
    private final HttpSettings settings;
    private final MessageLimit limit;
    private final Executor executor;
    private final Stream stream = new Stream();
    private final Rerun broadcast;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean ended = new AtomicBoolean();
    /** Whether this socket has told where its client stands: where it stood on another one, a former process may have proved. */
    private boolean isPlaced;

    SyncSocket(
            Peer peer,
            Requester requester,
            SyncGateway gateway,
            HttpSettings settings,
            MessageLimit limit,
            Executor executor) {
        this.peer = peer;
        this.requester = requester;
        this.gateway = gateway;
        this.settings = settings;
        this.limit = limit;
        this.executor = executor;
        this.broadcast = new Rerun(executor, () -> guarded(this::broadcastPage));
    }

    Requester requester() {
        return requester;
    }

    /** One message of the client. */
    void receive(byte[] message) {
        guarded(() -> answer(message));
    }

    @Override
    public void wake() {
        try {
            broadcast.ask();
        } catch (RejectedExecutionException e) {
            end(CloseReasons.GOING);
        }
    }

    @Override
    public void drain() {
        try {
            executor.execute(() -> end(CloseReasons.GOING));
        } catch (RejectedExecutionException e) {
            end(CloseReasons.GOING);
        }
    }

    /** Ends the socket from our side, once. */
    void end(CloseReason reason) {
        if (markEnded()) {
            peer.close(reason);
        }
    }

    /** @return whether it had not ended before */
    boolean markEnded() {
        return !ended.getAndSet(true);
    }

    private void guarded(Runnable work) {
        lock.lock();
        var thread = requester.requestId().onThread();
        try {
            if (!ended.get()) {
                work.run();
            }
        } catch (RuntimeException e) {
            end(CloseReasons.of(e));
        } finally {
            thread.restore();
            lock.unlock();
        }
    }

    private void answer(byte[] message) {
        if (!limit.admits()) {
            end(CloseReasons.TOO_FAST);
            return;
        }
        if (message.length > settings.frameMax()) {
            end(CloseReasons.TOO_LARGE);
            return;
        }
        if (ProtobufCodec.isPush(message)) {
            gateway.requireRoom(requester.gatewayId());
        }
        final Frame frame;
        try {
            frame = ProtobufCodec.readFrame(message, requester.gatewayId(), requester.capabilities());
        } catch (SyncException e) {
            end(CloseReasons.unreadable(e));
            return;
        }
        if (frame instanceof Frame.Push push) {
            answer(push);
        } else if (frame instanceof Frame.Pull pull) {
            answer(pull);
        } else {
            end(CloseReasons.violation(((Frame.Violation) frame).reason()));
        }
    }

    private void answer(Frame.Push push) {
        if (!isPlaced) {
            gateway.begin(requester.caller(), requester.gatewayId(), requester.capabilities());
            isPlaced = true;
        }
        send(ProtobufCodec.writeResponse(gateway.push(requester.caller(), push.request())));
    }

    private void answer(Frame.Pull pull) {
        isPlaced = true;
        var request = pull.request(
                requester.gatewayId(), settings.pullLimitDefault(), settings.pullLimitMax(), requester.capabilities());
        var page = gateway.pull(requester.caller(), request);
        send(ProtobufCodec.writeResponse(page));
        stream.pulled(request, page);
        wake();
    }

    private void broadcastPage() {
        stream.next().ifPresent(request -> {
            var page = gateway.stream(requester.caller(), request);
            if (!page.deltas().isEmpty()) {
                send(ProtobufCodec.writeBroadcast(page, request.isLegacy()));
            }
            stream.sent(page);
            if (page.hasMore()) {
                wake();
            }
        });
    }

    private void send(byte[] message) {
        if (!peer.send(message)) {
            end(CloseReasons.TOO_SLOW);
        }
    }
}
