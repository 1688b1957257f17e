package io.lakesync.api.failure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;

/** The one exception of every API and SPI. Rolls a container transaction back. */
public final class SyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long UNJUDGED = -1;

    private final SyncFailure failure;
    private final transient List<FailureDetail> details;
    private final long rulesVersion;

    public SyncException(SyncFailure failure, String message) {
        this(failure, message, List.of());
    }

    public SyncException(SyncFailure failure, String message, List<FailureDetail> details) {
        super(message);
        this.failure = requireNonNull(failure, "failure");
        this.details = List.copyOf(details);
        this.rulesVersion = UNJUDGED;
    }

    public SyncException(SyncFailure failure, String message, Throwable cause) {
        super(message, cause);
        this.failure = requireNonNull(failure, "failure");
        this.details = List.of();
        this.rulesVersion = UNJUDGED;
    }

    private SyncException(SyncException same, long rulesVersion) {
        super(same.getMessage(), same.getCause());
        this.failure = same.failure;
        this.details = same.details();
        this.rulesVersion = rulesVersion;
    }

    /** The same refusal, decided while this version of the gateway's sync rules was in force; 0 for none. */
    public SyncException judgedUnder(long version) {
        return new SyncException(this, version);
    }

    public SyncFailure failure() {
        return failure;
    }

    /** The version of the sync rules that was in force; empty when the request was refused before anybody read it. */
    public OptionalLong rulesVersion() {
        return rulesVersion == UNJUDGED ? OptionalLong.empty() : OptionalLong.of(rulesVersion);
    }

    /** Offending items by index; empty when the whole request is meant. */
    public List<FailureDetail> details() {
        return details == null ? List.of() : details;
    }
}
