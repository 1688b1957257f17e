package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What an administrator did.
 *
 * @param stamp that it took in the gateway's log
 * @param operator the subject of the administrator's token, or the name of the console's user
 * @param subject what it was done to: names, never values
 */
public record AuditEntry(long stamp, Operation operation, String operator, String subject, Instant at) {
    public AuditEntry {
        requireNonNull(operation, "operation");
        requireNonNull(operator, "operator");
        requireNonNull(subject, "subject");
        requireNonNull(at, "at");
    }

    /** Deeds that clients may feel. */
    public enum Operation {
        /** Existing clients were let know a later version of a table. */
        RAISE_BASE,
        /** A delta in quarantine was appended to the log. */
        REPLAY,
        /** A delta in quarantine was judged anew, and stayed. */
        REPLAY_REFUSED,
        /** A delta in quarantine was let go. */
        DISCARD
    }
}
