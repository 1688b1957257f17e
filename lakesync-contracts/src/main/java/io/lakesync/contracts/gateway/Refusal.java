package io.lakesync.contracts.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects that something is refused. */
final class Refusal {
    private Refusal() {}

    static SyncException assertRefused(SyncFailure failure, ThrowingCallable request) {
        var refused = catchThrowableOfType(SyncException.class, request);
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.failure()).as(refused.getMessage()).isEqualTo(failure);
        return refused;
    }
}
