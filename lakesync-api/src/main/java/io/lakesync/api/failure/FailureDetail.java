package io.lakesync.api.failure;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one item of a request.
 *
 * @param index position of the item in the request, from 0
 */
public record FailureDetail(int index, SyncFailure code, String message) {
    public FailureDetail {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}
