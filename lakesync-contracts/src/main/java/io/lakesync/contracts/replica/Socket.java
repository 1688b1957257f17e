package io.lakesync.contracts.replica;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An open socket as the server drives it: nothing before a pull has reached the head, then page after page. */
final class Socket {
    private final boolean isLegacy;
    private Optional<Page> last = Optional.empty();

    Socket(boolean isLegacy) {
        this.isLegacy = isLegacy;
    }

    /** Learns from the answer to a pull. */
    void pulled(Page page) {
        boolean isAhead = !page.hasMore()
                && last.map(p -> p.cursor().compareTo(page.cursor()) < 0).orElse(true);
        if (last.isEmpty() ? !page.hasMore() : !isLegacy || isAhead) {
            last = Optional.of(new Page(List.<Delta>of(), page.cursor(), false, 0, page.viewStamp()));
        }
    }

    /** Receives the next page, if there is a line. A line that fails is closed. */
    void listen(Link link, int limit, Consumer<Page> receive) {
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

    void close() {
        last = Optional.empty();
    }
}
