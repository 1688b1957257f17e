package io.lakesync.api.failure;

/** Why a request was refused. The constants are the codes on the wire; additions to the original set are listed in docs/errors.md. */
public enum SyncFailure {
    VALIDATION_ERROR(Owner.CALLER),
    SCHEMA_ERROR(Owner.CALLER),
    CLOCK_DRIFT(Owner.CALLER),
    AUTH_ERROR(Owner.CALLER),
    FORBIDDEN(Owner.CALLER),
    NOT_FOUND(Owner.CALLER),
    /** The body, or a row that it makes, is larger than the limit. */
    PAYLOAD_TOO_LARGE(Owner.CALLER),
    RATE_LIMITED(Owner.CALLER),
    ACTION_NOT_SUPPORTED(Owner.CALLER),
    /** Full for the moment; the same request may succeed later. */
    BACKPRESSURE_ERROR(Owner.OPERATOR),
    /** The gateway is neither open nor has it sync rules. */
    RULES_MISSING(Owner.OPERATOR),
    ADAPTER_ERROR(Owner.OPERATOR),
    FLUSH_ERROR(Owner.OPERATOR),
    /** Stopping, starting, or the outcome of a commit is unknown; the same request may be sent again. */
    UNAVAILABLE(Owner.OPERATOR),
    INTERNAL_ERROR(Owner.OPERATOR);

    private final Owner owner;

    SyncFailure(Owner owner) {
        this.owner = owner;
    }

    /** Who must act. */
    public Owner owner() {
        return owner;
    }

    /** Whether the unchanged request may succeed a little later. */
    public boolean isRetryable() {
        return this == RATE_LIMITED || this == BACKPRESSURE_ERROR || this == RULES_MISSING || this == UNAVAILABLE;
    }

    /** Who must act on a failure. */
    public enum Owner {
        CALLER,
        OPERATOR
    }
}
