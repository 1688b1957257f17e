package io.lakesync.server.follower;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.follower.Takeover;
import java.util.Optional;

/**
 * What reads a gateway behind a cursor of its own and carries it to a destination. Called by one thread at a time. When
 * the destination refuses or is away, a method throws; it is then opened again before anything else.
 *
 * @param <E> what it carries: rows as they are now, or entries of the log
 */
public interface Follower<E> {
    GatewayId gateway();

    /** Unique within the gateway; shown to operators. */
    String name();

    /** Whether it must be opened before it is read on: at first, or because its destination is to look different. */
    boolean wantsOpening();

    /** Takes the destination over under an epoch, unless somebody has under a higher one, and tells how far it is. */
    Takeover open(long epoch);

    /** What lies after a position, at most so much of it. Reads only. */
    Batch<E> read(Cursor from, int entriesMax);

    /**
     * Effect and cursor, in one transaction of the destination, under the epoch it was opened with. Writing again what is
     * there already changes nothing.
     */
    void write(Batch<E> batch);

    /** What an operator should know although it advances; "" for nothing. */
    default String remark() {
        return "";
    }

    /** The entry as it is kept when the destination refuses it for good. */
    Letter letter(E entry, String reason);

    /** What a dead letter would have the destination take now; empty when there is nothing left of it. */
    Optional<E> entry(Letter letter);

    /** Gives up what it holds in this process. */
    void close();
}
