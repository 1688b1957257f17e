package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Course;
import io.lakesync.engine.follower.Pace;
import io.lakesync.engine.follower.Step;
import io.lakesync.engine.follower.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes one follower along its course, step by step. For one thread at a time; how it stands may be read by any. */
final class Walk<E> implements Step.Hands {
    private static final Logger LOG = Logger.getLogger(Walk.class.getName());

    private final Follower<E> follower;
    private final Lease lease;
    private final Letters letters;
    private final InstantSource clock;
    private final DoubleSupplier chance;
    private Optional<Batch<E>> refused = Optional.empty();
    private volatile Course course;
    private volatile Cursor position = Cursor.BEGINNING;
    private volatile String problem = "";
    private volatile boolean atHead;

    /** This node's right to move a follower. */
    interface Lease {
        /** The epoch of the lease; empty while it is not surely held. */
        OptionalLong epoch();

        /** Asks for it, under an epoch above another. @return whether it is held now */
        boolean claim(long above);
    }

    /** Where entries go that a destination refuses. */
    interface Letters {
        /** Keeps it; throws when there is no room, which stops the follower and loses nothing. */
        void keep(Letter letter);

        void drop(Letter letter);

        /** Those of a follower that are to be tried again, oldest first; cheap to ask. */
        List<Letter> wanted(GatewayId gateway, String follower);
    }

    Walk(Follower<E> follower, Lease lease, Letters letters, Pace pace, InstantSource clock, DoubleSupplier chance) {
        this.follower = follower;
        this.lease = lease;
        this.letters = letters;
        this.clock = clock;
        this.chance = chance;
        this.course = Course.begin(pace);
    }

    /** @return whether there may be another step to take at once */
    boolean step() {
        if (course.position().isPresent() && follower.wantsOpening()) {
            course = course.forgotten();
        }
        return course.next(lease.epoch(), clock.instant()).by(this);
    }

    /** The position as known after the latest step. */
    Cursor position() {
        return position;
    }

    /** Why it does not advance, or what else is worth knowing; "" when all is well. */
    String problem() {
        return problem.isEmpty() ? follower.remark() : problem;
    }

    /** Whether the latest step found nothing more to carry. */
    boolean isAtHead() {
        return atHead;
    }

    /** Whether it pauses after a failure. */
    boolean isResting(Instant now) {
        return now.isBefore(course.notBefore());
    }

    /** The epoch under which this node moves it; empty while it must not. */
    OptionalLong lease() {
        return lease.epoch();
    }

    @Override
    public boolean rest() {
        return false;
    }

    @Override
    public boolean claim(long above) {
        return lease.claim(above);
    }

    @Override
    public boolean open(long epoch) {
        try {
            var found = follower.open(epoch);
            course = course.opened(epoch, found);
            position = found.cursor();
            return true;
        } catch (RuntimeException | LinkageError failure) {
            return failed(failure, Optional.empty(), Optional.empty());
        }
    }

    @Override
    public boolean carry(Cursor from, int entriesMax) {
        Optional<Batch<E>> tried = Optional.empty();
        try {
            var wanted = letters.wanted(follower.gateway(), follower.name());
            if (!wanted.isEmpty()) {
                return replay(wanted.get(0), from);
            }
            var batch = follower.read(from, entriesMax);
            tried = Optional.of(batch);
            if (!batch.isNothingAfter(from)) {
                follower.write(batch);
            }
            return reached(batch);
        } catch (RuntimeException | LinkageError failure) {
            return failed(failure, Optional.of(from), tried);
        }
    }

    @Override
    public boolean bury() {
        var batch = refused.orElseThrow();
        try {
            letters.keep(follower.letter(batch.entries().get(0), problem));
            follower.write(batch.withoutEntries());
            LOG.log(Level.WARNING, "{0} leaves out an entry: {1}", new Object[] {title(), problem});
            return reached(batch);
        } catch (RuntimeException | LinkageError failure) {
            return failed(failure, Optional.empty(), Optional.empty());
        }
    }

    /** What is refused again stays a letter, with the reason of today. */
    private boolean replay(Letter letter, Cursor from) {
        try {
            follower.entry(letter).ifPresent(entry -> follower.write(new Batch<>(List.of(entry), from, true)));
            letters.drop(letter);
        } catch (RuntimeException failure) {
            var diagnosis = Diagnosis.of(failure, true);
            if (diagnosis.trouble() != Trouble.CONTENT) {
                throw failure;
            }
            letters.keep(letter.because(diagnosis.reason()));
            LOG.log(Level.WARNING, failure, () -> "%s: a dead letter was refused again".formatted(title()));
            course = course.forgotten();
        }
        return true;
    }

    private boolean reached(Batch<E> batch) {
        course = course.carried(batch.reached());
        position = batch.reached();
        problem = "";
        atHead = !batch.more();
        return batch.more();
    }

    private boolean failed(Throwable failure, Optional<Cursor> from, Optional<Batch<E>> tried) {
        int entries = tried.map(batch -> batch.entries().size()).orElse(0);
        var diagnosis = Diagnosis.of(failure, tried.isPresent());
        course = course.failed(diagnosis.trouble(), from, entries, clock.instant(), chance.getAsDouble());
        problem = diagnosis.reason();
        atHead = false;
        if (course.refusedAlone().isPresent() && entries == 1) {
            refused = tried;
        }
        LOG.log(Level.WARNING, failure, () -> "%s: %s, %d entries".formatted(title(), diagnosis.trouble(), entries));
        return diagnosis.trouble() == Trouble.CONTENT && entries > 0;
    }

    private String title() {
        return "follower %s of gateway %s".formatted(follower.name(), follower.gateway());
    }
}
