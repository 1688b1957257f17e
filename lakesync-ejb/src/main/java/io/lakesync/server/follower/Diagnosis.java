package io.lakesync.server.follower;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.follower.Trouble;
import java.sql.SQLException;
import java.util.stream.Stream;

/** What a failure means for a follower, and in which words an operator is told. */
record Diagnosis(Trouble trouble, String reason) {
    private static final int CAUSES_MAX = 32;

    /** @param writing whether a destination was being written: only then can it have refused an entry */
    static Diagnosis of(Throwable failure, boolean writing) {
        var reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new Diagnosis(writing ? trouble(failure) : Trouble.DOWN, reason);
    }

    private static Trouble trouble(Throwable failure) {
        var code = failure instanceof SyncException known ? known.failure() : SyncFailure.INTERNAL_ERROR;
        return switch (code) {
            case UNAVAILABLE -> Trouble.UNKNOWN;
            case VALIDATION_ERROR, PAYLOAD_TOO_LARGE -> Trouble.CONTENT;
            default -> causes(failure).anyMatch(Diagnosis::isRefusalOfContent) ? Trouble.CONTENT : Trouble.DOWN;
        };
    }

    /** SQLSTATE class 22, data exception, or 23, integrity constraint violation. */
    private static boolean isRefusalOfContent(Throwable cause) {
        return cause instanceof SQLException refusal
                && refusal.getSQLState() != null
                && (refusal.getSQLState().startsWith("22")
                        || refusal.getSQLState().startsWith("23"));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Diagnosis::next).limit(CAUSES_MAX);
    }

    /** What a batch says of itself comes before what its statement says. */
    private static Throwable next(Throwable failure) {
        return failure instanceof SQLException sql && sql.getNextException() != null
                ? sql.getNextException()
                : failure.getCause();
    }
}
