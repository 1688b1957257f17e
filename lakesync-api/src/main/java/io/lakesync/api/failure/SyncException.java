package io.lakesync.api.failure;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The one exception of every API and SPI. Rolls a container transaction back. */
public final class SyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SyncFailure failure;
    private final transient List<FailureDetail> details;

    public SyncException(SyncFailure failure, String message) {
        this(failure, message, List.of());
    }

    public SyncException(SyncFailure failure, String message, List<FailureDetail> details) {
        super(message);
        this.failure = requireNonNull(failure, "failure");
        this.details = List.copyOf(details);
    }

    public SyncException(SyncFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = requireNonNull(failure, "failure");
        this.details = List.of();
    }

    public SyncFailure failure() {
        return failure;
    }

    /** Offending items by index; empty when the whole request is meant. */
    public List<FailureDetail> details() {
        return details == null ? List.of() : details;
    }
}
