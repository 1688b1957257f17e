package io.lakesync.server.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.engine.history.Gap;
import java.util.List;
import java.util.Optional;

/**
 * What a follower carries at once.
 *
 * @param reached where it stands who has carried it
 * @param more whether there may be more behind it
 * @param gap what a history never gets because the log no longer had it
 */
public record Batch<E>(List<E> entries, Cursor reached, boolean more, Optional<Gap> gap) {
    public Batch {
        entries = List.copyOf(entries);
        requireNonNull(reached, "reached");
        requireNonNull(gap, "gap");
    }

    public Batch(List<E> entries, Cursor reached, boolean more) {
        this(entries, reached, more, Optional.empty());
    }

    /**
     * Whether its destination need not hear of it. It hears of a stretch of the log with nothing in it: what it has heard
     * of may be trimmed.
     */
    boolean isNothingAfter(Cursor from) {
        boolean isStretch = !from.isInSnapshot() && !reached.equals(from);
        return entries.isEmpty() && gap.isEmpty() && !isStretch;
    }

    /** Only the way behind it. */
    Batch<E> withoutEntries() {
        return new Batch<>(List.of(), reached, more, gap);
    }
}
