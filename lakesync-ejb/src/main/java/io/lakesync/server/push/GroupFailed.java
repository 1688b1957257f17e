package io.lakesync.server.push;

import jakarta.ejb.ApplicationException;

/**
 * The transaction of a group was rolled back for what was found in it or on its way. Unlike an exception of the commit
 * itself it says for certain that nothing was committed.
 */
@ApplicationException(rollback = true)
public final class GroupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException reason;

    GroupFailed(RuntimeException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    RuntimeException reason() {
        return reason;
    }
}
