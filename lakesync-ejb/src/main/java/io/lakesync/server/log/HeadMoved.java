package io.lakesync.server.log;

import jakarta.ejb.ApplicationException;

/** Somebody else appended since the head was read: roll back, read again, decide anew. */
@ApplicationException(rollback = true)
public final class HeadMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HeadMoved() {
        super("the head moved");
    }

    HeadMoved(Throwable cause) {
        super("the head moved", cause);
    }
}
