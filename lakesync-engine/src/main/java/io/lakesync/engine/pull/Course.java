package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import java.util.Optional;

/**
 * From where a page is read, and what the replica may hold from then on.
 *
 * @param isSnapshot whether row states are read; else the log
 * @param start the stamp after which rows or entries are considered
 */
record Course(Trail trail, boolean isSnapshot, long start) {
    private static final long BEGINNING = 0;

    Course {
        requireNonNull(trail, "trail");
    }

    /**
     * Whether the view changes in a way that the log does not know of: then the change takes a stamp of its own, so that a
     * cursor tells under which view it was handed out.
     */
    static boolean takesStamp(Optional<Trail> kept, Cursor since, ViewName present, LogBounds bounds, int servedMax) {
        if (kept.isEmpty()) {
            return false;
        }
        var trail = kept.get();
        boolean isTurn = !trail.next(present, since, servedMax).equals(trail.view());
        return isTurn && (trail.view().isCleared() || Long.compareUnsigned(bounds.rulesStamp(), trail.from()) <= 0);
    }

    /** Of a reader of whom nothing is kept: its cursor alone tells whether the rules have changed. */
    static Course unkept(Cursor since, ViewName present, LogBounds bounds) {
        var trail = Trail.begun(present, bounds.rulesStamp(), BEGINNING, 0);
        if (since.isInSnapshot() && !isAhead(since, bounds)) {
            return new Course(trail.owing(bounds.head()), true, since.stamp());
        }
        var owing = trail.owing(since.stamp());
        return trail.isProof(since) && !isAhead(since, bounds)
                ? behind(owing, since, bounds)
                : new Course(owing, true, BEGINNING);
    }

    /**
     * Of a client that has never pulled. A cursor that it was given otherwise, with a checkpoint or for a push, is taken
     * for one under the present view if it is as new.
     *
     * @param isNew whether it holds nothing that this server knows of
     */
    static Course ofNew(Cursor since, boolean isNew, ViewName present, LogBounds bounds) {
        var given = Trail.begun(present, bounds.rulesStamp(), bounds.rulesStamp(), since.stamp());
        if (given.isProof(since) && !isAhead(since, bounds)) {
            return behind(given.entered(), since, bounds);
        }
        long oldest = isNew ? bounds.head() : BEGINNING;
        return anew(Trail.begun(present, bounds.head(), oldest, isNew ? bounds.head() : since.stamp())
                .doubting(since));
    }

    /**
     * Of a client that pulls.
     *
     * @param proved the {@code since} of its latest pull; its own is as good for clients that hold no other
     * @param keepsCursor whether it keeps its cursor with its rows, so that one at the beginning holds none
     */
    static Course ofPull(Trail trail, Cursor since, Optional<Cursor> proved, boolean keepsCursor, Present present) {
        var next = trail.next(present.view(), since, present.servedMax());
        boolean isBeginning = since.stamp() == BEGINNING;
        boolean isKnown = trail.isProof(since) || trail.isWithin(since) || isBeginning && keepsCursor;
        var known = isKnown ? trail.settled(since) : trail.revived().owing(owed(trail, since, proved));
        if (!next.equals(trail.view())) {
            long owed = trail.isProof(since) ? since.stamp() : known.owedFrom();
            return anew(known.turned(next, present.head(), owed, present.servedMax())
                    .doubting(since));
        }
        var serving = known.serving(present.head());
        if (isBeginning || isAhead(since, present.bounds()) || !isKnown) {
            return anew(serving.doubting(since));
        }
        return since.isInSnapshot()
                ? new Course(serving.entered(), true, since.stamp())
                : behind(serving, since, present.bounds());
    }

    /**
     * Of an open socket, whose position is what it was sent. Of a capable client that is as good as proved: lines keep the
     * order, and who comes back from further behind is led anew. An existing client drops broadcasts that it cannot apply.
     *
     * @param under what the page before told as its {@link io.lakesync.api.gateway.Page#viewStamp}
     */
    static Course ofSocket(Trail trail, Cursor since, long under, boolean isLegacy, Present present) {
        var proof = isLegacy ? Cursor.BEGINNING : since;
        var next = trail.next(present.view(), proof, present.servedMax());
        var passed = trail.passed(proof);
        long owed = since.isInSnapshot() ? trail.owedFrom() : since.stamp();
        if (!next.equals(trail.view())) {
            return anew(passed.turned(next, present.head(), owed, present.servedMax()));
        }
        if (trail.isProof(since) && !isAhead(since, present.bounds())) {
            boolean isSnapshot = isBelowHorizon(since, present.bounds());
            return new Course(isSnapshot ? owingAlso(passed, owed) : passed, isSnapshot, since.stamp());
        }
        return since.isInSnapshot() && under == trail.from()
                ? new Course(trail, true, since.stamp())
                : anew(owingAlso(trail, owed));
    }

    private static Course anew(Trail trail) {
        return new Course(trail, true, BEGINNING);
    }

    /** A reader that holds its whole view as of a stamp is sent what changed since: from the log, or as rows. */
    private static Course behind(Trail trail, Cursor since, LogBounds bounds) {
        return isBelowHorizon(since, bounds)
                ? new Course(trail.owing(since.stamp()), true, since.stamp())
                : new Course(trail, false, since.stamp());
    }

    private static Trail owingAlso(Trail trail, long stamp) {
        return Long.compareUnsigned(stamp, trail.owedFrom()) < 0 ? trail.owing(stamp) : trail;
    }

    /** Up to where the replica has been sent all that corrects its own pushes. */
    private static long owed(Trail trail, Cursor since, Optional<Cursor> proved) {
        if (trail.isProof(since)) {
            return since.stamp();
        }
        if (since.isInSnapshot() && proved.isEmpty()) {
            return trail.owedToCopies();
        }
        long latest = proved.filter(trail::isProof).map(Cursor::stamp).orElse(trail.owedFrom());
        return since.isInSnapshot() || Long.compareUnsigned(latest, since.stamp()) < 0 ? latest : since.stamp();
    }

    private static boolean isBelowHorizon(Cursor since, LogBounds bounds) {
        return Long.compareUnsigned(since.stamp(), bounds.horizon()) < 0;
    }

    private static boolean isAhead(Cursor since, LogBounds bounds) {
        return Long.compareUnsigned(since.stamp(), bounds.head()) > 0;
    }

    /** What is in force as a page is read. */
    record Present(ViewName view, LogBounds bounds, int servedMax) {
        long head() {
            return bounds.head();
        }
    }
}
