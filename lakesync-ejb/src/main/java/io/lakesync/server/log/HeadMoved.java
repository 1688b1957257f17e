package io.lakesync.server.log;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import java.util.function.Supplier;

/**
 * Somebody else appended since the head was read, or moved the position that was read: roll back, read again, decide
 * anew.
 */
@ApplicationException(rollback = true)
public final class HeadMoved extends RuntimeException {
    public static final int LOSSES_MAX = 8;

    private static final long serialVersionUID = 1L;

    HeadMoved() {
        super("the head moved");
    }

    HeadMoved(Throwable cause) {
        super("the head moved", cause);
    }

    /**
     * Repeats an attempt until the head holds still.
     *
     * @param attempt a transaction of its own that reads the head first
     * @param lost told of every loss
     * @throws SyncException UNAVAILABLE after {@link #LOSSES_MAX} losses, or when the outcome of a commit is unknown;
     *     whatever else the attempt throws, it throws
     */
    public static <T> T retry(Supplier<T> attempt, Runnable lost) {
        HeadMoved last = null;
        for (int losses = 0; losses < LOSSES_MAX; losses++) {
            try {
                return attempt.get();
            } catch (HeadMoved moved) {
                lost.run();
                last = moved;
            } catch (EJBException failure) {
                throw isThrownInside(failure) ? failure : unknown(failure);
            }
        }
        var message = "the head moved %d times; send the request again".formatted(LOSSES_MAX);
        throw new SyncException(SyncFailure.UNAVAILABLE, message, last);
    }

    /** What a bean throws, the container hands on as it is; of a commit the transaction manager tells in its own words. */
    private static boolean isThrownInside(EJBException failure) {
        return failure.getCause() instanceof RuntimeException || failure.getCause() instanceof Error;
    }

    private static SyncException unknown(EJBException failure) {
        var message = "the outcome of the commit is unknown; send the request again";
        return new SyncException(SyncFailure.UNAVAILABLE, message, failure);
    }
}
