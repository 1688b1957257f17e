package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one replica may hold, and how it is led to its present view: every view it was served under since its last
 * complete snapshot, and those before as long as there is room, for copies that come back old.
 *
 * <p>An even cursor tells by its stamp under which view it was handed out. One inside a snapshot does not: it is the stamp
 * of a row. So the latest of those are kept, and one that the replica may still have from elsewhere is not handed out.
 *
 * @param view under which it is served now
 * @param from the stamp since which it is: an even cursor below it was handed out under another view
 * @param handed the latest cursors inside a snapshot that were handed out under this view
 * @param stale the latest cursors inside a snapshot that the replica may have from elsewhere
 * @param isEntered whether a pull has proved that a page under this view arrived
 * @param owedFrom a snapshot under this view ends with forgets of what the replica pushed after this stamp and does not see
 * @param served in the order in which they were first served; the present one is among them once a page was sent under it,
 *     {@link ViewName#CLEARED} never
 */
public record Trail(
        ViewName view,
        long from,
        List<Cursor> handed,
        List<Cursor> stale,
        boolean isEntered,
        long owedFrom,
        List<Served> served) {
    /**
     * How many views are kept. When one more is needed and no snapshot has been complete since the first, the replica is
     * made to forget all it holds, and then begins anew.
     */
    public static final int SERVED_MAX = 16;

    static final int CURSORS_MAX = 8;

    public Trail {
        requireNonNull(view, "view");
        handed = List.copyOf(handed);
        stale = List.copyOf(stale);
        served = List.copyOf(served);
    }

    /** @param oldest the stamp since which the replica may hold rows of this view */
    static Trail begun(ViewName view, long from, long oldest, long owedFrom) {
        return new Trail(view, from, List.of(), List.of(), false, owedFrom, List.of(new Served(view, oldest, false)));
    }

    /** Of a replica that has pushed under a view but was never served: it holds what it pushed since, and no more. */
    static Trail unserved(ViewName view, long from) {
        return new Trail(view, from, List.of(), List.of(), false, from, List.of());
    }

    /** About to be served under the present view, for the first time perhaps. */
    Trail serving(long at) {
        return served.stream().anyMatch(s -> s.view().equals(view)) ? this : serving(serving(view, at, SERVED_MAX));
    }

    /** The views of which it may hold rows. */
    List<Served> live() {
        return served.stream().filter(s -> !s.isPast()).toList();
    }

    /** Whether this cursor was handed out under the present view as the end of a snapshot, or after it. */
    boolean isProof(Cursor since) {
        return !since.isInSnapshot() && Long.compareUnsigned(since.stamp(), from) >= 0;
    }

    /** Whether this cursor inside a snapshot was handed out under the present view. */
    boolean isWithin(Cursor since) {
        return handed.contains(since) && !stale.contains(since);
    }

    /** The view to serve: the present one, but nothing while the replica must forget more than can be kept. */
    ViewName next(ViewName present, Cursor since, int servedMax) {
        if (view.isCleared()) {
            return isProof(since) || live().isEmpty() ? present : view;
        }
        boolean isKept = served.stream().anyMatch(s -> s.view().equals(present));
        boolean isFull = passed(since).live().size() >= servedMax;
        return isKept || !isFull ? present : ViewName.CLEARED;
    }

    /** Under another view from a stamp on, after {@link #settled} or {@link #revived}. */
    Trail turned(ViewName next, long at, long owed, int servedMax) {
        var views = next.isCleared() ? served : serving(next, at, servedMax);
        return new Trail(next, at, List.of(), latest(stale, handed), false, owed, views);
    }

    /** After a pull whose {@code since} proves a complete snapshot under this view, all other views are past. */
    Trail settled(Cursor since) {
        return isProof(since) ? passed(since).entered() : this;
    }

    /**
     * As {@link #settled} by what was sent: a pull that comes from further back brings the other views back. The cursors
     * on the way there are of copies that are older than this proof.
     */
    Trail passed(Cursor since) {
        if (!isProof(since)) {
            return this;
        }
        var present = marked(s -> !s.view().equals(view));
        return new Trail(view, from, List.of(), latest(stale, handed), isEntered, owedFrom, present);
    }

    Trail entered() {
        return isEntered ? this : new Trail(view, from, handed, stale, true, owedFrom, served);
    }

    /** The replica may be an old copy: what it held once it may hold again. */
    Trail revived() {
        return serving(marked(s -> false));
    }

    /** Since when a copy inside a snapshot may have pushed what it still holds: since it was first served. */
    long owedToCopies() {
        long owed = owedFrom;
        for (var s : served) {
            owed = Long.compareUnsigned(s.from(), owed) < 0 ? s.from() : owed;
        }
        return owed;
    }

    /** The replica has this cursor from elsewhere. */
    Trail doubting(Cursor since) {
        return since.isInSnapshot() && since.stamp() != 0
                ? new Trail(view, from, handed, latest(stale, List.of(since)), false, owedFrom, served)
                : this;
    }

    /** With the answer to a pull or of a socket. */
    Trail handing(Cursor cursor) {
        return cursor.isInSnapshot() && !handed.contains(cursor)
                ? new Trail(view, from, latest(handed, List.of(cursor)), stale, isEntered, owedFrom, served)
                : this;
    }

    /** With rows of the present view as they were at a stamp, from elsewhere than a page. */
    Trail holding(long stamp) {
        return serving(served.stream()
                .map(s -> s.view().equals(view) ? s.since(Math.min(s.from(), stamp)) : s)
                .toList());
    }

    Trail owing(long stamp) {
        return stamp == owedFrom ? this : new Trail(view, from, handed, stale, isEntered, stamp, served);
    }

    /** Nothing of any view is held any more. */
    Trail cleared() {
        return serving(marked(s -> true));
    }

    private Trail serving(List<Served> views) {
        return new Trail(view, from, handed, stale, isEntered, owedFrom, views);
    }

    private List<Served> serving(ViewName next, long at, int servedMax) {
        var kept = new ArrayList<Served>();
        served.forEach(s -> kept.add(s.view().equals(next) ? s.past(false) : s));
        if (kept.stream().noneMatch(s -> s.view().equals(next))) {
            while (kept.size() >= servedMax && kept.stream().anyMatch(Served::isPast)) {
                kept.remove(kept.stream().filter(Served::isPast).findFirst().orElseThrow());
            }
            kept.add(new Served(next, at, false));
        }
        return kept;
    }

    private List<Served> marked(Predicate<Served> isPast) {
        return served.stream().map(s -> s.past(isPast.test(s))).toList();
    }

    private static List<Cursor> latest(List<Cursor> earlier, List<Cursor> later) {
        var all = new ArrayList<>(earlier);
        all.removeAll(later);
        all.addAll(later);
        return all.subList(Math.max(0, all.size() - CURSORS_MAX), all.size());
    }
}
