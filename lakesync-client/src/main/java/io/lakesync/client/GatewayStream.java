package io.lakesync.client;

import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.Subscriber;
import io.lakesync.api.gateway.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** What streams in for one client of one gateway. Its socket is opened by the first read, and by the next one after it ended. */
final class GatewayStream {
    private final BiFunction<Set<Capability>, Runnable, GatewaySocket> open;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private Optional<GatewaySocket> socket = Optional.empty();
    private Optional<Page> last = Optional.empty();

    GatewayStream(BiFunction<Set<Capability>, Runnable, GatewaySocket> open) {
        this.open = open;
    }

    /** The subscriber is woken at once, because nothing streams in before the first read. */
    Subscription subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
        subscriber.wake();
        return () -> {
            subscribers.remove(subscriber);
            if (subscribers.isEmpty()) {
                close();
            }
        };
    }

    /** The next page that the server has sent, or an empty one; asked for when the reader is not where the last one ended. */
    synchronized Page read(PullRequest request) {
        boolean goesOn = last.filter(page -> !page.hasMore() && page.cursor().equals(request.since()))
                .isPresent();
        if (goesOn && socket.isPresent()) {
            var next = socket.get().next();
            if (next.isPresent() || !socket.get().hasEnded()) {
                return next.map(page -> remembered(page, request.since())).orElseGet(() -> empty(request.since()));
            }
        }
        return remembered(opened(request.capabilities()).pull(request), request.since());
    }

    synchronized void close() {
        socket.ifPresent(GatewaySocket::close);
        socket = Optional.empty();
        last = Optional.empty();
    }

    private GatewaySocket opened(Set<Capability> capabilities) {
        if (socket.filter(current -> !current.hasEnded()).isEmpty()) {
            socket = Optional.of(open.apply(capabilities, () -> subscribers.forEach(Subscriber::wake)));
        }
        return socket.get();
    }

    /** Pages that the server sends to a legacy client by itself do not move its position. */
    private Page remembered(Page page, Cursor since) {
        var cursor = page.cursor().value() == 0 ? since : page.cursor();
        var read = new Page(page.deltas(), cursor, page.hasMore(), page.rulesVersion());
        last = Optional.of(read);
        return read;
    }

    private static Page empty(Cursor since) {
        return new Page(List.of(), since, false, 0);
    }
}
