package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import java.util.ArrayList;
import java.util.Optional;

/** The pages of one reader, read at one head. */
public final class Pages {
    private final PageSource source;
    private final LogBounds bounds;
    private final Terms terms;

    public Pages(LogReader log, LogBounds bounds, Reader reader, Terms terms) {
        this.source = new PageSource(log, bounds, reader);
        this.bounds = bounds;
        this.terms = terms;
    }

    /**
     * Whether the client's position must be kept for this page: always without {@code cursor}; with it, only inside a
     * snapshot, to know where it began: a push meanwhile may have left an echo that rows do not tell of.
     */
    public boolean keepsPosition(PullRequest pull) {
        return !pull.capabilities().contains(Capability.CURSOR) || source.isSnapshot(pull.since());
    }

    /** A page for a reader whose position is not kept. */
    public Page next(PullRequest pull) {
        var page = page(pull);
        var reached = source.read(pull.since(), correctedUpTo(pull.since()), page);
        return new Page(page.deltas(), reached.cursor(), reached.hasMore(), terms.rulesVersion());
    }

    /**
     * A page for a client whose position is kept, and the position to keep before the page is answered.
     *
     * @param before empty for a client that has never pulled
     */
    public Kept next(PullRequest pull, Optional<Position> before) {
        // A client with cursor keeps it with its rows: where it begins again, it holds none
        boolean isNew =
                pull.capabilities().contains(Capability.CURSOR) && pull.since().stamp() == 0;
        var earlier = before.filter(p -> !isNew);
        var position = Position.pulled(earlier, pull.since(), source.isSnapshot(pull.since()), bounds.head());
        var deltas = new ArrayList<Delta>();
        if (pull.isLegacy() && position.isSentAgain()) {
            var again = page(pull);
            source.readAgain(position.before(), position.since(), again);
            deltas.addAll(again.deltas());
        }
        var page = page(pull);
        var reached = source.read(pull.since(), position.correctedUpTo(), page);
        deltas.addAll(page.deltas());
        return new Kept(
                new Page(deltas, reached.cursor(), reached.hasMore(), terms.rulesVersion()),
                position.withMore(reached.hasMore()));
    }

    private long correctedUpTo(Cursor since) {
        return since.isInSnapshot() ? bounds.head() : since.stamp();
    }

    private PageBuilder page(PullRequest pull) {
        return new PageBuilder(pull.limit(), terms.pageBytesMax());
    }

    /** @param pageBytesMax how many bytes of JSON a page may hold, but always one row */
    public record Terms(long pageBytesMax, long rulesVersion) {}

    /** A page and where its reader stands with it. */
    public record Kept(Page page, Position position) {
        public Kept {
            requireNonNull(page, "page");
            requireNonNull(position, "position");
        }
    }
}
