package io.lakesync.engine.pull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The next pages of many open sockets of one log at one head, each decided as if it were alone. Equal pages are the same
 * object, and different ones only so many that they fit into memory. Not for use by several threads.
 */
public final class SharedPages {
    private static final long BYTES_MAX = 4L << 20;

    private final SharedLog log;
    private final Map<Page, Page> pages = new HashMap<>();
    private long bytes;

    /** @param positions from where the sockets read on */
    public SharedPages(LogReader log, LogBounds bounds, Collection<Cursor> positions) {
        this.log = new SharedLog(log, bounds, positions);
    }

    /** What the pages of each socket are to be read from. */
    public LogReader log() {
        return log;
    }

    /**
     * The next page of a socket of which nothing needs to be kept.
     *
     * @param own of this socket, over {@link #log}
     * @return empty for who must be read for alone
     */
    public Optional<Page> next(Pages own, PullRequest pull, Position before) {
        if (bytes > BYTES_MAX || !log.holds(pull.since())) {
            return Optional.empty();
        }
        return own.follow(pull, before).map(this::shared);
    }

    private Page shared(Page page) {
        return pages.computeIfAbsent(page, one -> {
            bytes += one.deltas().stream().mapToLong(PageBuilder::bytes).sum();
            return one;
        });
    }
}
