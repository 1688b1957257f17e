package io.lakesync.engine.follower;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Cursor;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that a follower knows between two steps. After any trouble, however clear it looks, the position counts as unknown
 * until the destination's own cursor has been read.
 *
 * @param epoch under which the destination was taken over; 0 before that
 * @param position empty while unknown
 * @param batch how many entries are carried at once: halved while a destination refuses them for what they hold
 * @param refusedAlone where an entry was refused that was tried alone
 * @param failures in a row, of the destination and not of an entry
 * @param fencedAt the epoch of another owner that was met in the destination; 0 for none
 */
public record Course(
        Pace pace,
        long epoch,
        Optional<Cursor> position,
        int batch,
        Optional<Cursor> refusedAlone,
        int failures,
        Instant notBefore,
        long fencedAt) {
    public Course {
        requireNonNull(pace, "pace");
        requireNonNull(position, "position");
        requireNonNull(refusedAlone, "refusedAlone");
        requireNonNull(notBefore, "notBefore");
    }

    /** Of a follower that has done nothing yet. */
    public static Course begin(Pace pace) {
        return new Course(pace, 0, Optional.empty(), pace.batchMax(), Optional.empty(), 0, Instant.MIN, 0);
    }

    /** @param lease the epoch of the lease that is held; empty when none is */
    public Step next(OptionalLong lease, Instant now) {
        if (now.isBefore(notBefore)) {
            return new Step.Rest();
        }
        if (lease.isEmpty() || lease.getAsLong() <= fencedAt) {
            return new Step.Claim(fencedAt);
        }
        if (position.isEmpty() || lease.getAsLong() != epoch) {
            return new Step.Open(lease.getAsLong());
        }
        return refusedAlone.equals(position) ? new Step.Bury() : new Step.Carry(position.get(), batch);
    }

    /** The destination was asked for under an epoch. */
    public Course opened(long asked, Takeover found) {
        if (!found.isGranted(asked)) {
            return new Course(pace, 0, Optional.empty(), batch, refusedAlone, failures, notBefore, found.epoch());
        }
        var position = Optional.of(found.cursor());
        var stillRefused = refusedAlone.equals(position) ? refusedAlone : Optional.<Cursor>empty();
        return new Course(pace, asked, position, batch, stillRefused, failures, notBefore, 0);
    }

    /** A batch is in the destination, or as a dead letter with us. */
    public Course carried(Cursor reached) {
        int wider = Math.min(pace.batchMax(), batch > pace.batchMax() / 2 ? pace.batchMax() : batch * 2);
        return new Course(pace, epoch, Optional.of(reached), wider, Optional.empty(), 0, Instant.MIN, fencedAt);
    }

    /**
     * A batch was not carried, or nobody knows.
     *
     * @param from where it began
     * @param entries how many it had; 0 when nothing was read
     * @param chance from 0 to 1
     */
    public Course failed(Trouble trouble, Optional<Cursor> from, int entries, Instant now, double chance) {
        if (trouble == Trouble.CONTENT && entries > 1) {
            return new Course(
                    pace, epoch, Optional.empty(), entries / 2, Optional.empty(), failures, notBefore, fencedAt);
        }
        if (trouble == Trouble.CONTENT && entries == 1) {
            return new Course(pace, epoch, Optional.empty(), 1, from, failures, notBefore, fencedAt);
        }
        var until = now.plus(pace.pause(failures + 1, chance));
        return new Course(pace, epoch, Optional.empty(), batch, refusedAlone, failures + 1, until, fencedAt);
    }

    /** The destination has to be opened anew. */
    public Course forgotten() {
        return new Course(pace, epoch, Optional.empty(), batch, refusedAlone, failures, notBefore, fencedAt);
    }
}
