package io.lakesync.engine.pull;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.PullRequest;
import java.util.Optional;

/**
 * Where a replica stands: what it said itself, what it was answered to that, and what it may hold. Of clients with
 * {@code cursor}, which keep their position with their rows, only what they may hold is kept up to date.
 *
 * @param since of its latest pull: the only position that it has proved to hold
 * @param before where the page began that led it to {@code since}
 * @param begun where the page began that answered its latest pull
 * @param handed the cursor on that page; 0 once the client has said that it holds none
 * @param hadMore whether that page was not the last one
 * @param refused whether the latest push was refused to make it pull again: the next one is let through
 * @param repeats how often the latest {@code since} came in a row
 * @param strangers how often a {@code since} came that was neither handed out nor kept: of another replica under this id
 * @param trail empty for a client that has neither pulled nor pushed
 */
public record Position(
        Cursor since,
        Cursor before,
        Cursor begun,
        Cursor handed,
        boolean hadMore,
        boolean refused,
        int repeats,
        long strangers,
        Optional<Trail> trail) {
    /** A client that repeats a {@code since} lost the answer, or nothing is new; three times must be enough. */
    private static final int SENDINGS_MAX = 3;

    private static final Cursor NONE = new Cursor(0);

    public Position {
        requireNonNull(since, "since");
        requireNonNull(before, "before");
        requireNonNull(begun, "begun");
        requireNonNull(handed, "handed");
        requireNonNull(trail, "trail");
    }

    /** Of a client that pushes before it has ever pulled. */
    public static Position unpulled() {
        return first(Cursor.BEGINNING);
    }

    /**
     * After a push by a client that has never pulled: what it pushed may leave its view before it does.
     *
     * @param present the view that the push was judged under
     * @param head before the push
     */
    public Position pushed(ViewName present, long head) {
        return trail.isPresent() ? this : on(Trail.unserved(present, head));
    }

    /** After a pull that has not been answered yet. */
    static Position pulled(Optional<Position> earlier, Cursor since) {
        return earlier.map(p -> p.pulled(since)).orElseGet(() -> first(since));
    }

    /**
     * Whether the rows of the page before must be sent a second time. The existing client drops a row when it meets two
     * edits of its own that lose one after the other; the second sending brings it back. Who has not taken the latest page
     * failed on it, perhaps after it had thrown an edit away: that sending does not count.
     */
    boolean isSentAgain() {
        return before.compareTo(since) < 0 && since.stamp() > 0 && (repeats < SENDINGS_MAX || !handed.equals(since));
    }

    /**
     * Whether a push must wait for a pull, which proves that the latest page has arrived; asked for once per page. A client
     * that repeats its {@code since} may be unable to apply the page before its edits are taken: it is let through every
     * other time, which leads on in either case. None is refused twice in a row: however far a client is behind, it must
     * not come to the ten failures after which it drops its edits.
     */
    public boolean mustPullFirst() {
        return hadMore && !refused && repeats % 2 == 0;
    }

    /** Whether the replica was served last under this view, or never at all. */
    public boolean isServedUnder(ViewName view) {
        return trail.map(t -> t.view().equals(view)).orElse(true);
    }

    /** What a client that overwrites its cursor with every answer to a push may be told. */
    public Cursor proved() {
        return since.value() == 0 ? Cursor.BEGINNING : since;
    }

    /** The stamp up to which it need not be told any more to forget what it pushed. */
    public long paidUpTo() {
        return trail.map(Trail::owedFrom).orElse(0L);
    }

    /**
     * With a checkpoint of the present view. Of a client that moves its cursor also when it could not apply the rows, the
     * cursor proves nothing: its next pull begins anew.
     *
     * @param isProof whether the cursor tells that the rows are held
     */
    public Position given(Cursor checkpoint, boolean isProof) {
        var given = trail.map(t -> t.holding(checkpoint.stamp()))
                .map(t -> isProof ? t.handing(checkpoint) : t)
                .map(this::on)
                .orElse(this);
        return isProof ? given : given.anew(checkpoint);
    }

    /**
     * Of a client that has said that it holds no position: it may have started again with an older database. Whatever it
     * says, its pulls begin anew, until one says what it was handed there; what it was told for a push meanwhile was meant
     * for what it held before.
     */
    public Position anew() {
        return anew(since);
    }

    /** @param known what the client may say next although it proves nothing */
    private Position anew(Cursor known) {
        return new Position(NONE, known, NONE, NONE, false, false, 0, strangers, trail);
    }

    /** From where a pull is answered. */
    PullRequest asked(PullRequest pull) {
        return pull.keepsCursor() ? pull : pull.from(answered(pull.since()));
    }

    /** Whose latest pull came from nothing was told of one position only; any other it has from before. */
    private Cursor answered(Cursor asked) {
        return since.equals(NONE) && !asked.equals(handed) ? NONE : asked;
    }

    public Position asRefused() {
        return new Position(since, before, begun, handed, hadMore, true, repeats, strangers, trail);
    }

    /** After a push that is let through: with its answer the client goes back to {@code since}, so the page proves nothing. */
    public Position asTaken() {
        return new Position(since, before, begun, handed, false, false, repeats, strangers, trail);
    }

    /** With the page that answers the pull. */
    Position answered(Cursor from, Cursor to, boolean more) {
        return new Position(since, before, from, to, more, refused, repeats, strangers, trail);
    }

    Position on(Trail next) {
        return new Position(since, before, begun, handed, hadMore, refused, repeats, strangers, Optional.of(next));
    }

    private static Position first(Cursor since) {
        return new Position(since, since, since, since, false, false, 0, 0, Optional.empty());
    }

    private Position pulled(Cursor asked) {
        var next = answered(asked);
        boolean isAnswer = asked.equals(handed);
        boolean isKnown = isAnswer || asked.equals(since) || asked.stamp() == 0 || asked.equals(before);
        long met = isKnown ? strangers : strangers + 1;
        if (next.equals(since)) {
            int times = handed.equals(NONE) ? 0 : repeats + 1;
            return new Position(since, before, begun, handed, false, refused, times, met, trail);
        }
        return new Position(next, isAnswer ? begun : next, next, next, false, refused, 0, met, trail);
    }
}
