package io.lakesync.contracts.gateway;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PushResult;
import io.lakesync.contracts.replica.Link;
import java.util.ArrayList;
import java.util.List;

/** Someone who pushes, and pulls from where the last page ended. Delta ids are left out of what is pulled. */
final class Client {
    private static final int LIMIT = 100;
    private static final int PAGES_MAX = 1000;

    private final Link link;
    private Cursor since = Cursor.BEGINNING;

    Client(Link link) {
        this.link = link;
    }

    Link link() {
        return link;
    }

    Cursor since() {
        return since;
    }

    Client from(Cursor position) {
        since = position;
        return this;
    }

    void begin() {
        link.begin();
    }

    PushResult push(Delta... deltas) {
        return link.push(List.of(deltas));
    }

    Page pull() {
        return pull(LIMIT);
    }

    Page pull(int limit) {
        var page = link.pull(since, limit);
        since = page.cursor();
        return withoutIds(page);
    }

    /** Pulls until there is no more. */
    List<Delta> pullAll() {
        return pullAll(LIMIT);
    }

    List<Delta> pullAll(int limit) {
        var deltas = new ArrayList<Delta>();
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            var page = pull(limit);
            deltas.addAll(page.deltas());
            if (!page.hasMore()) {
                return deltas;
            }
        }
        throw new AssertionError("no end after %d pages".formatted(PAGES_MAX));
    }

    static Page withoutIds(Page page) {
        var deltas = page.deltas().stream().map(delta -> delta.withDeltaId("")).toList();
        return new Page(deltas, page.cursor(), page.hasMore(), page.rulesVersion(), page.viewStamp());
    }
}
