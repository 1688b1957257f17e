package io.lakesync.contracts.replica;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client's line to its gateway, and the socket on it as the server drives it: nothing before a pull has reached the
 * head, then page after page.
 */
final class Line {
    private final int limit;
    private final boolean isLegacy;
    private Link link;
    private Optional<Page> last = Optional.empty();

    /** @param limit of its pages */
    Line(Link link, int limit, boolean isLegacy) {
        this.link = link;
        this.limit = limit;
        this.isLegacy = isLegacy;
    }

    String name() {
        return link.clientId();
    }

    PushResult push(List<Delta> deltas) {
        return link.push(deltas);
    }

    void begin() {
        link.begin();
    }

    /** Pulls a page, which the socket learns from once it is received. @return whether there is more to pull */
    boolean pull(Cursor since, Consumer<Page> receive) {
        var page = link.pull(since, limit);
        receive.accept(page);
        boolean isAhead = !page.hasMore()
                && last.map(p -> p.cursor().compareTo(page.cursor()) < 0).orElse(true);
        if (last.isEmpty() ? !page.hasMore() : !isLegacy || isAhead) {
            last = Optional.of(new Page(List.<Delta>of(), page.cursor(), false, 0, page.viewStamp()));
        }
        return page.hasMore();
    }

    /** Receives the next page of the socket, if it is open. One that fails is closed. */
    void listen(Consumer<Page> receive) {
        if (last.isEmpty()) {
            return;
        }
        try {
            var page = link.stream(last.get(), limit);
            last = Optional.of(page);
            receive.accept(page);
        } catch (SyncException cut) {
            close();
            throw cut;
        }
    }

    /** Goes on with another token. */
    void renew(Caller caller) {
        close();
        link = link.as(caller);
    }

    void close() {
        last = Optional.empty();
    }
}
