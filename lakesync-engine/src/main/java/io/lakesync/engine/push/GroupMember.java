package io.lakesync.engine.push;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.PushRequest;

/** A push that shares a transaction with others, and who pushes it. */
public record GroupMember(Caller caller, PushRequest push) {
    public GroupMember {
        requireNonNull(caller, "caller");
        requireNonNull(push, "push");
    }
}
