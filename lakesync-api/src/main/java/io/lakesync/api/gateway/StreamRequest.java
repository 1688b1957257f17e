package io.lakesync.api.gateway;

import static java.util.Objects.requireNonNull;

/** What one of many open sockets is to be sent next. */
public record StreamRequest(Caller caller, PullRequest pull) {
    public StreamRequest {
        requireNonNull(caller, "caller");
        requireNonNull(pull, "pull");
    }
}
