package io.lakesync.api.codec;

import io.lakesync.api.failure.FailureDetail;
import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a document, each finding with its place. */
final class Findings {
    private static final int FINDINGS_MAX = 100;
    private static final int SAID_MAX = 10;

    private final SyncFailure failure;
    private final List<FailureDetail> details = new ArrayList<>();

    Findings(SyncFailure failure) {
        this.failure = failure;
    }

    /** Throws when there is no room for more. */
    void add(int index, String sentence) {
        details.add(new FailureDetail(index, failure, sentence));
        if (details.size() == FINDINGS_MAX) {
            requireNone();
        }
    }

    void requireNone() {
        if (!details.isEmpty()) {
            var said =
                    details.stream().limit(SAID_MAX).map(FailureDetail::message).collect(Collectors.joining("; "));
            var others = details.size() <= SAID_MAX ? "" : "; and %d more".formatted(details.size() - SAID_MAX);
            throw new SyncException(failure, said + others, details);
        }
    }
}
