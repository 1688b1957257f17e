package io.lakesync.web.socket;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.StreamRequest;
import io.lakesync.api.gateway.SyncGateway;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The open sockets of one gateway that have been woken: one task reads for all of them together and begins to send to each.
 * Who has to be waited for, or read for alone, is served in a task of its own, so that a slow one holds up nobody. A socket is in
 * one round at a time. Safe for use by many threads.
 */
final class Round {
    private static final Logger LOG = Logger.getLogger(Round.class.getName());

    /** So that the first may send while the next are read for. */
    private static final int SOCKETS_MAX = 250;

    private final GatewayId id;
    private final SyncGateway gateway;
    private final Executor executor;
    private final Queue<SyncSocket> woken = new ConcurrentLinkedQueue<>();
    private final Rerun reading;
    private int sockets;

    Round(GatewayId id, SyncGateway gateway, Executor executor) {
        this.id = id;
        this.gateway = gateway;
        this.executor = executor;
        this.reading = new Rerun(executor, this::read, this::sayGoodBye);
    }

    /** For one socket more; counted by one thread at a time. */
    Round entered() {
        sockets++;
        return this;
    }

    /** For one socket less. @return whether it was the last; counted by one thread at a time */
    boolean isLeft() {
        sockets--;
        return sockets == 0;
    }

    /**
     * Returns at once.
     *
     * @throws RejectedExecutionException when the executor takes no more
     */
    void join(SyncSocket socket) {
        woken.add(socket);
        reading.ask();
    }

    private void read() {
        var turns = new ArrayList<Turn>();
        for (var socket = woken.poll(); socket != null; socket = woken.poll()) {
            socket.turn().ifPresent(turns::add);
            if (turns.size() == SOCKETS_MAX) {
                reading.ask();
                break;
            }
        }
        int handed = 0;
        try {
            for (var message : messages(turns)) {
                hand(turns.get(handed), message);
                handed++;
            }
        } finally {
            // nobody waits for ever for a task that died: the next wake tries again
            turns.subList(handed, turns.size()).forEach(turn -> turn.socket().served(turn));
        }
    }

    /** Nobody will read for them: not only for who has asked just now, but also for who has joined meanwhile. */
    private void sayGoodBye() {
        for (var socket = woken.poll(); socket != null; socket = woken.poll()) {
            socket.end(CloseReasons.GOING);
        }
    }

    /** What fails for all together fails for those alone whom it concerns, and is told there. */
    private List<Optional<Message>> messages(List<Turn> turns) {
        if (turns.isEmpty()) {
            return List.of();
        }
        try {
            return together(turns);
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, "sockets of gateway %s are read for one by one".formatted(id), e);
            return Collections.nCopies(turns.size(), Optional.empty());
        }
    }

    private List<Optional<Message>> together(List<Turn> turns) {
        var pages = gateway.streamTogether(id, turns.stream().map(Turn::stream).toList());
        var frames = new Frames();
        var messages = new ArrayList<Optional<Message>>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            boolean isLegacy = turns.get(i).request().isLegacy();
            messages.add(pages.get(i).map(page -> new Message(page, frames.of(page, isLegacy))));
        }
        return messages;
    }

    private void hand(Turn turn, Optional<Message> message) {
        try {
            if (message.isPresent() && turn.socket().serveAtOnce(turn, message.get())) {
                return;
            }
            executor.execute(() -> turn.socket().serve(turn, message));
        } catch (RejectedExecutionException e) {
            turn.socket().end(CloseReasons.GOING);
        }
    }

    /**
     * A socket that is read for.
     *
     * @param asked how many of its wake-ups this serves
     * @param request from where it read on when it began
     */
    record Turn(SyncSocket socket, int asked, PullRequest request) {
        private StreamRequest stream() {
            return new StreamRequest(socket.requester().caller(), request);
        }
    }

    /** A page as it travels. */
    record Message(Page page, byte[] frame) {}
}
