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
 * @param correctedUpTo in a snapshot, up to where it has been sent all that corrects its own pushes; else 0
 */
public record Position(Cursor since, Cursor before, boolean hadMore, boolean refused, int repeats, long correctedUpTo) {
    /** A client that repeats a {@code since} lost the answer, or nothing is new; three times must be enough. */
    private static final int SENDINGS_MAX = 3;

    private static final long NOWHERE = 0;

    public Position {
        requireNonNull(since, "since");
        requireNonNull(before, "before");
    }

    /** Of a client that pushes before it has ever pulled: nothing that corrects it has been sent. */
    public static Position unpulled() {
        return first(Cursor.BEGINNING).correctedUpTo(Cursor.BEGINNING.value());
    }

    /**
     * After a pull.
     *
     * @param earlier empty for a client that has never pulled
     */
    static Position pulled(Optional<Position> earlier, Cursor since, boolean isSnapshot, long head) {
        var position = earlier.map(p -> p.pulled(since)).orElseGet(() -> first(since));
        if (!isSnapshot) {
            return position.correctedUpTo(NOWHERE);
        }
        return position.correctedUpTo(correctedUpTo(earlier, since, head));
    }

    private static long correctedUpTo(Optional<Position> earlier, Cursor since, long head) {
        if (!since.isInSnapshot()) {
            return since.stamp();
        }
        return earlier.filter(p -> p.correctedUpTo() != NOWHERE)
                .map(Position::correctedUpTo)
                .or(() -> earlier.filter(p -> !p.since().isInSnapshot())
                        .map(p -> p.since().stamp()))
                .orElse(head);
    }

    /**
     * Whether the rows of the page before must be sent a second time. The existing client drops a row when it meets two
     * edits of its own that lose one after the other; the second sending brings it back.
     */
    boolean isSentAgain() {
        return before.compareTo(since) < 0 && since.stamp() > 0 && repeats < SENDINGS_MAX;
    }

    /**
     * Whether a push must wait for a pull, which proves that the latest page has arrived; asked for once per page. A client
     * that repeats its {@code since} may be unable to apply the page before its edits are taken: it is let through every
     * other time, which leads on in either case.
     */
    public boolean mustPullFirst() {
        return hadMore && !refused && repeats % 2 == 0;
    }

    /** What a client that overwrites its cursor with every answer to a push may be told. */
    public Cursor proved() {
        return since.value() == 0 ? Cursor.BEGINNING : since;
    }

    public Position asRefused() {
        return new Position(since, before, hadMore, true, repeats, correctedUpTo);
    }

    Position withMore(boolean more) {
        return new Position(since, before, more, refused, repeats, correctedUpTo);
    }

    private static Position first(Cursor since) {
        return new Position(since, since, false, false, 0, 0);
    }

    private Position pulled(Cursor next) {
        return next.equals(since)
                ? new Position(since, before, false, false, repeats + 1, correctedUpTo)
                : new Position(next, since, false, false, 0, correctedUpTo);
    }

    private Position correctedUpTo(long stamp) {
        return new Position(since, before, hadMore, refused, repeats, stamp);
    }
}
