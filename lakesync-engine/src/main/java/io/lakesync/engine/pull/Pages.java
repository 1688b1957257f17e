package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.Page;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.engine.pull.PageSource.Reached;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pages of one reader, read at one head. */
public final class Pages {
    private final LogReader log;
    private final LogBounds bounds;
    private final Reader reader;
    private final Sight sight;
    private final Terms terms;

    /** @param reader with its present view */
    public Pages(LogReader log, LogBounds bounds, Reader reader, Sight sight, Terms terms) {
        this.log = log;
        this.bounds = bounds;
        this.reader = reader;
        this.sight = sight;
        this.terms = terms;
    }

    /**
     * Whether the log must first take a stamp, and its bounds be read again: the view of this replica changes, and the
     * cursors under the new one must all be greater than those under the old one.
     */
    public static boolean takesStamp(
            PullRequest pull, Optional<Position> before, ViewName present, LogBounds bounds, Terms terms) {
        var trail = before.flatMap(Position::trail);
        var since = asked(pull, before).since();
        return Course.takesStamp(trail, since, present, bounds, terms.servedMax());
    }

    /** A page for a reader of whom nothing is kept. */
    public Page next(PullRequest pull) {
        var course = Course.unkept(pull.since(), sight.present(), bounds);
        var page = page(pull);
        var reached = source(course).read(course, page);
        return answer(page.deltas(), reached, course.trail());
    }

    /**
     * A page for a client of whom it is kept what it may hold.
     *
     * @param before empty for a client that has neither pulled nor pushed
     */
    public Kept next(PullRequest request, Optional<Position> before) {
        var pull = asked(request, before);
        boolean keepsCursor = pull.keepsCursor();
        var position = keepsCursor
                ? before.orElseGet(() -> Position.pulled(Optional.empty(), pull.since()))
                : Position.pulled(before, pull.since());
        var course = course(pull, before, keepsCursor);
        var begun = course.isSnapshot() ? Cursor.inSnapshot(course.start()) : pull.since();
        var source = source(course);
        var deltas = new ArrayList<Delta>();
        if (pull.isLegacy()
                && position.isSentAgain()
                && begun.stamp() == pull.since().stamp()) {
            var again = page(pull);
            source.readAgain(position.before(), position.since(), again);
            deltas.addAll(again.deltas());
        }
        var read = course.trail().isEntered() ? readOn(source, course, pull) : read(source, course, pull.limit());
        deltas.addAll(read.page().deltas());
        var reached = distinct(read.reached(), course.trail(), !deltas.isEmpty());
        var settled = deltas.isEmpty() && !reached.hasMore() ? withoutDebts(course.trail()) : course.trail();
        var trail = settled.handing(reached.cursor());
        var answered = keepsCursor ? position : position.answered(begun, reached.cursor(), reached.hasMore());
        return new Kept(answer(deltas, reached, trail), answered.on(trail));
    }

    /**
     * A page for an open socket. The position is that of {@code before} but for what the replica may hold. It goes on for
     * some rows more where its cursor would not tell that it arrived.
     */
    public Kept stream(PullRequest pull, Optional<Position> before) {
        var present = new Course.Present(sight.present(), bounds, terms.servedMax());
        var course = before.flatMap(Position::trail)
                .map(trail -> Course.ofSocket(trail, pull.since(), pull.viewStamp(), pull.isLegacy(), present))
                .orElseGet(() -> course(pull, before, true));
        var source = source(course);
        var read = readOn(source, course, pull);
        var reached = read.reached();
        var position = before.orElseGet(() -> Position.pulled(Optional.empty(), pull.since()));
        var trail = course.trail().handing(reached.cursor());
        return new Kept(answer(read.page().deltas(), reached, trail), position.on(trail));
    }

    /** Goes on for some rows more where the cursor would not tell that the page arrived. */
    private Read readOn(PageSource source, Course course, PullRequest pull) {
        var read = read(source, course, pull.limit());
        for (int more = 1;
                more <= Trail.CURSORS_MAX && isAmbiguous(read.reached().cursor(), course.trail());
                more++) {
            read = read(source, course, pull.limit() + more);
        }
        return read;
    }

    private Read read(PageSource source, Course course, int limit) {
        var page = new PageBuilder(limit, terms.pageBytesMax());
        return new Read(page, source.read(course, page));
    }

    /**
     * As {@link #stream} where that leaves the position as it is: for a socket that follows the log under the view that it
     * was served under. Nothing is to be kept.
     *
     * @return empty for every other socket
     */
    public Optional<Page> follow(PullRequest pull, Position before) {
        var present = new Course.Present(sight.present(), bounds, terms.servedMax());
        return before.trail()
                .map(trail -> Course.ofSocket(trail, pull.since(), pull.viewStamp(), pull.isLegacy(), present))
                .filter(course -> !course.isSnapshot() && before.trail().equals(Optional.of(course.trail())))
                .map(course -> stream(pull, Optional.of(before)).page());
    }

    private Course course(PullRequest pull, Optional<Position> before, boolean keepsCursor) {
        var present = new Course.Present(sight.present(), bounds, terms.servedMax());
        var proved = before.filter(p -> !keepsCursor).map(Position::since);
        var trail = before.flatMap(Position::trail);
        if (trail.isPresent()) {
            return Course.ofPull(trail.get(), pull.since(), proved, keepsCursor, present);
        }
        boolean isNew = pull.since().stamp() == 0 && (keepsCursor || before.isEmpty());
        return Course.ofNew(pull.since(), isNew, sight.present(), bounds);
    }

    private static PullRequest asked(PullRequest pull, Optional<Position> before) {
        return before.map(position -> position.asked(pull)).orElse(pull);
    }

    /**
     * A cursor inside a snapshot that the client may have from elsewhere would not tell that this page arrived. Then it
     * ends some steps earlier, and what lies between is sent twice. One that ended where it began would lead nowhere: who has
     * proved to be under this view is given some rows more instead.
     */
    private static Reached distinct(Reached reached, Trail trail, boolean saysSomething) {
        var cursor = reached.cursor();
        while (saysSomething && isAmbiguous(cursor, trail)) {
            cursor = Cursor.inSnapshot(cursor.stamp() - 2);
        }
        return cursor.equals(reached.cursor()) ? reached : new Reached(cursor, true);
    }

    private static boolean isAmbiguous(Cursor cursor, Trail trail) {
        return cursor.isInSnapshot() && trail.stale().contains(cursor);
    }

    /** An empty page that reaches the head need not arrive: nothing corrects, and nothing is left to forget. */
    private Trail withoutDebts(Trail trail) {
        var owing = trail.owing(bounds.head());
        return trail.view().isCleared() ? owing.cleared() : owing;
    }

    private Page answer(List<Delta> deltas, Reached reached, Trail trail) {
        boolean hasMore = reached.hasMore() || trail.view().isCleared() && !deltas.isEmpty();
        return new Page(deltas, reached.cursor(), hasMore, terms.rulesVersion(), trail.from());
    }

    private PageSource source(Course course) {
        var served = course.isSnapshot()
                ? course.trail().live().stream()
                        .map(s -> new Former(sight.of(s.view()), s.from()))
                        .toList()
                : List.<Former>of();
        return new PageSource(log, bounds, reader.under(sight.of(course.trail().view())), served);
    }

    private PageBuilder page(PullRequest pull) {
        return new PageBuilder(pull.limit(), terms.pageBytesMax());
    }

    /**
     * @param pageBytesMax how many bytes of JSON a page may hold, but always one row
     * @param servedMax how many views of one replica are kept
     */
    public record Terms(long pageBytesMax, long rulesVersion, int servedMax) {}

    private record Read(PageBuilder page, Reached reached) {}

    /** A page and where its reader stands with it. */
    public record Kept(Page page, Position position) {
        public Kept {
            requireNonNull(page, "page");
            requireNonNull(position, "position");
        }
    }
}
