package io.lakesync.web.socket;

import io.lakesync.api.codec.Frame;
import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.SyncGateway;
import io.lakesync.api.settings.HttpSettings;
import io.lakesync.web.limit.MessageLimit;
import io.lakesync.web.request.Requester;
import io.lakesync.web.socket.Peer.Sending;
import io.lakesync.web.socket.Round.Message;
import io.lakesync.web.socket.Round.Turn;
import jakarta.websocket.CloseReason;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One open socket. Its lock is held by whoever answers a request or sends a broadcast, so that neither overtakes the other. */
final class SyncSocket implements Subscriber {
    /** What is sent at once may lie unread for long while nobody waits for it: so much for each socket. */
    private static final int AT_ONCE_MAX = 64 << 10;

    private final Peer peer;
    private final Requester requester;
    private final SyncGateway gateway;
    private final HttpSettings settings;
    private final MessageLimit limit;
    private final Executor executor;
    private final Stream stream = new Stream();
    private final Round round;
    private final Asks asks = new Asks();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean ended = new AtomicBoolean();
    /** Whether this socket has told where its client stands: where it stood on another one, a former process may have proved. */
    private boolean isPlaced;

    /** The latest message; the next must wait for it. */
    private Sending sending = Sending.DONE;

    SyncSocket(
            Peer peer,
            Requester requester,
            SyncGateway gateway,
            HttpSettings settings,
            MessageLimit limit,
            Executor executor,
            Round round) {
        this.peer = peer;
        this.requester = requester;
        this.gateway = gateway;
        this.settings = settings;
        this.limit = limit;
        this.executor = executor;
        this.round = round;
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
        if (asks.add()) {
            join();
        }
    }

    private void join() {
        try {
            round.join(this);
        } catch (RejectedExecutionException e) {
            asks.drop();
            end(CloseReasons.GOING);
        }
    }

    /** Begins to serve the wake-ups; empty when nothing is to be sent, else {@link #serve} must follow. */
    Optional<Turn> turn() {
        int asked = asks.begin();
        var turn = stream.next().filter(request -> !ended.get()).map(request -> new Turn(this, asked, request));
        if (turn.isEmpty()) {
            served(asked);
        }
        return turn;
    }

    /**
     * Sends what was read for all together if it is small and nothing has to be waited for.
     *
     * @return false if nothing was done: {@link #serve} must follow, in a task that may wait
     */
    boolean serveAtOnce(Turn turn, Message message) {
        if (message.frame().length > AT_ONCE_MAX || !lock.tryLock()) {
            return false;
        }
        try {
            if (ended.get() || !sending.isDone() || !stream.isAt(turn.request())) {
                return false;
            }
            broadcast(message, frame -> sending = peer.send(frame));
        } catch (RuntimeException e) {
            end(CloseReasons.of(e));
        } finally {
            lock.unlock();
        }
        served(turn);
        return true;
    }

    /** Sends what was read for all together, or else reads alone. */
    void serve(Turn turn, Optional<Message> message) {
        try {
            guarded(() -> message.filter(m -> stream.isAt(turn.request()))
                    .or(this::read)
                    .ifPresent(m -> broadcast(m, this::send)));
        } finally {
            served(turn);
        }
    }

    /** Ends a turn; who was woken meanwhile joins the next round. */
    void served(Turn turn) {
        served(turn.asked());
    }

    private void served(int asked) {
        if (asks.end(asked)) {
            join();
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

    private Optional<Message> read() {
        return stream.next().map(request -> {
            var page = gateway.stream(requester.caller(), request);
            return new Message(page, ProtobufCodec.writeBroadcast(page, request.isLegacy()));
        });
    }

    private void broadcast(Message message, Consumer<byte[]> send) {
        if (!message.page().deltas().isEmpty()) {
            send.accept(message.frame());
        }
        stream.sent(message.page());
        if (message.page().hasMore()) {
            wake();
        }
    }

    private void send(byte[] message) {
        if (sending.await()) {
            sending = peer.send(message);
        }
        if (!sending.await()) {
            end(CloseReasons.TOO_SLOW);
        }
    }
}
