package io.lakesync.api.codec;

import static io.lakesync.api.failure.SyncFailure.VALIDATION_ERROR;

import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.gateway.PushRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what is wrong with the deltas of one message, so that a developer sees all of it at once. The sentences are of
 * bounded length and repeat nothing of the message: the answer to a small body stays small enough.
 */
final class Faults {
    private final List<FailureDetail> details = new ArrayList<>();

    /** Names the delta. Throws when there are as many as a push may hold: the rest of the message is not worth reading. */
    void add(int index, String sentence) {
        details.add(new FailureDetail(index, VALIDATION_ERROR, sentence));
        if (details.size() == PushRequest.DELTAS_MAX) {
            requireNone();
        }
    }

    void requireNone() {
        if (!details.isEmpty()) {
            var first = details.get(0);
            var others = details.size() == 1 ? "" : " (and %d more)".formatted(details.size() - 1);
            throw new SyncException(
                    VALIDATION_ERROR, "deltas[%d]: %s%s".formatted(first.index(), first.message(), others), details);
        }
    }
}
