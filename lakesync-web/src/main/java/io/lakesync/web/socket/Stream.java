package io.lakesync.web.socket;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import java.util.Optional;

/**
 * What a socket is to be sent by itself: nothing before a pull of its own has reached the head, then whatever follows
 * the position. Changed by one thread at a time; any may look.
 */
final class Stream {
    private volatile Optional<PullRequest> next = Optional.empty();

    /** Learns from the answer to a pull. */
    void pulled(PullRequest request, Page page) {
        var position = request.after(page);
        if (next.isEmpty()) {
            next = page.hasMore() ? next : Optional.of(position);
        } else if (!request.isLegacy() || isAhead(page)) {
            next = Optional.of(position);
        }
    }

    /** Where to read from; empty while nothing is to be sent. */
    Optional<PullRequest> next() {
        return next;
    }

    /** Whether this is still where to read from. */
    boolean isAt(PullRequest request) {
        return next.filter(request::equals).isPresent();
    }

    void sent(Page page) {
        next = next.map(request -> request.after(page));
    }

    /** A legacy client's cursor may lie behind what it was sent, because broadcasts do not move it: never go back for it. */
    private boolean isAhead(Page page) {
        return !page.hasMore()
                && next.map(PullRequest::since).orElse(Cursor.BEGINNING).compareTo(page.cursor()) < 0;
    }
}
