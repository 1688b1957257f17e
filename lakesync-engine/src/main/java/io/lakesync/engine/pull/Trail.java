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
 * @param view under which it is served now
 * @param from the stamp since which it is: an even cursor below it was handed out under another view
 * @param begunAt the {@code since} that the first pull under this view came with; 0 before that pull
 * @param isEntered whether a pull has proved that a page under this view arrived
 * @param owedFrom a snapshot under this view ends with all that corrects the replica's own pushes after this stamp
 * @param served in the order in which they were first served; the present one is among them, {@link ViewName#CLEARED} never
 */
public record Trail(ViewName view, long from, Cursor begunAt, boolean isEntered, long owedFrom, List<Served> served) {
    /**
     * How many views are kept. When one more is needed and no snapshot has been complete since the first, the replica is
     * made to forget all it holds, and then begins anew.
     */
    public static final int SERVED_MAX = 16;

    static final Cursor NOWHERE = new Cursor(0);

    public Trail {
        requireNonNull(view, "view");
        requireNonNull(begunAt, "begunAt");
        served = List.copyOf(served);
    }

    /** @param oldest the stamp since which the replica may hold rows of this view */
    static Trail begun(ViewName view, long from, long oldest, Cursor since, long owedFrom) {
        return new Trail(view, from, since, false, owedFrom, List.of(new Served(view, oldest, false)));
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
        return since.isInSnapshot() && (isEntered || !begunAt.equals(NOWHERE) && !since.equals(begunAt));
    }

    /** The view to serve: the present one, but nothing while the replica must forget more than can be kept. */
    ViewName next(ViewName present, Cursor since, int servedMax) {
        if (view.isCleared()) {
            return isProof(since) || live().isEmpty() ? present : view;
        }
        boolean isKept = served.stream().anyMatch(s -> s.view().equals(present));
        boolean isFull = settled(since).live().size() >= servedMax;
        return isKept || !isFull ? present : ViewName.CLEARED;
    }

    /** Under another view from a stamp on, after {@link #settled} or {@link #revived}. */
    Trail turned(ViewName next, long at, Cursor since, long owed, int servedMax) {
        return new Trail(next, at, since, false, owed, next.isCleared() ? served : serving(next, at, servedMax));
    }

    /** After a pull whose {@code since} proves a complete snapshot under this view, all other views are past. */
    Trail settled(Cursor since) {
        return isProof(since) ? passed(since).entered() : this;
    }

    /** As {@link #settled} by what was sent: a pull that comes from further back brings the other views back. */
    Trail passed(Cursor since) {
        return isProof(since)
                ? new Trail(view, from, begunAt, isEntered, owedFrom, marked(s -> !s.view()
                        .equals(view)))
                : this;
    }

    Trail entered() {
        return isEntered ? this : new Trail(view, from, begunAt, true, owedFrom, served);
    }

    /** Led through its present view from the beginning, by a {@code since} that may come from an old copy. */
    Trail revived(Cursor since) {
        return new Trail(view, from, since, false, owedFrom, marked(s -> false));
    }

    /** Led through its present view from the beginning because it holds nothing. */
    Trail emptied(Cursor since, long head) {
        return new Trail(view, from, since, false, head, marked(s -> !s.view().equals(view)));
    }

    Trail begunAt(Cursor since) {
        return new Trail(view, from, since, false, owedFrom, served);
    }

    Trail owing(long stamp) {
        return stamp == owedFrom ? this : new Trail(view, from, begunAt, isEntered, stamp, served);
    }

    /** Nothing of any view is held any more. */
    Trail cleared() {
        return new Trail(view, from, begunAt, isEntered, owedFrom, marked(s -> true));
    }

    private List<Served> serving(ViewName next, long at, int servedMax) {
        var kept = new ArrayList<Served>();
        served.forEach(s -> kept.add(s.view().equals(next) ? s.past(false) : s));
        if (kept.stream().noneMatch(s -> s.view().equals(next))) {
            for (int i = 0; i < kept.size() && kept.size() >= servedMax; i++) {
                if (kept.get(i).isPast()) {
                    kept.remove(i--);
                }
            }
            kept.add(new Served(next, at, false));
        }
        return kept;
    }

    private List<Served> marked(Predicate<Served> isPast) {
        return served.stream().map(s -> s.past(isPast.test(s))).toList();
    }
}
