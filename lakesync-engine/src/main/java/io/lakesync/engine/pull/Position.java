package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import java.util.Optional;

/**
 * Where a client stands: what it said itself, never what it was answered.
 *
 * @param since of its latest pull: the only position that it has proved to hold
 * @param before the {@code since} before that
 * @param hadMore whether the page of the latest pull was not the last one
 * @param refused whether a push has been refused since then to make it pull again
 * @param repeats how often the latest {@code since} came in a row
 * @param snapshotHead the head when its snapshot began, where the log follows; 0 outside a snapshot
 */
public record Position(Cursor since, Cursor before, boolean hadMore, boolean refused, int repeats, long snapshotHead) {
    /** A client that repeats a {@code since} lost the answer, or nothing is new; three times must be enough. */
    private static final int SENDINGS_MAX = 3;

    public Position {
        requireNonNull(since, "since");
        requireNonNull(before, "before");
    }

    /**
     * After a pull.
     *
     * @param earlier empty for a client that has never pulled
     */
    static Position pulled(Optional<Position> earlier, Cursor since, boolean isSnapshot, long head) {
        var position = earlier.map(p -> p.pulled(since)).orElseGet(() -> first(since));
        if (!isSnapshot) {
            return position.withSnapshotHead(0);
        }
        boolean goesOn = since.isInSnapshot() && since.stamp() > 0 && position.snapshotHead() > 0;
        return goesOn ? position : position.withSnapshotHead(head);
    }

    /**
     * Whether the rows of the page before must be sent a second time. The existing client drops a row when the pair that
     * replaces it meets a losing edit of its own; the second sending brings it back.
     */
    boolean isSentAgain() {
        return before.compareTo(since) < 0 && since.stamp() > 0 && repeats < SENDINGS_MAX;
    }

    /** Whether a push must wait for a pull, which proves that the latest page has arrived; asked for once per page. */
    public boolean mustPullFirst() {
        return hadMore && !refused;
    }

    /** What a client that overwrites its cursor with every answer to a push may be told. */
    public Cursor proved() {
        return since.value() == 0 ? Cursor.BEGINNING : since;
    }

    public Position asRefused() {
        return new Position(since, before, hadMore, true, repeats, snapshotHead);
    }

    Position withMore(boolean more) {
        return new Position(since, before, more, refused, repeats, snapshotHead);
    }

    private static Position first(Cursor since) {
        return new Position(since, since, false, false, 0, 0);
    }

    private Position pulled(Cursor next) {
        return next.equals(since)
                ? new Position(since, before, false, false, repeats + 1, snapshotHead)
                : new Position(next, since, false, false, 0, snapshotHead);
    }

    private Position withSnapshotHead(long stamp) {
        return new Position(since, before, hadMore, refused, repeats, stamp);
    }
}
