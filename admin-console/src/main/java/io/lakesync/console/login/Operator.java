package io.lakesync.console.login;

import static java.util.Objects.requireNonNull;

import io.lakesync.api.gateway.Caller;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who has signed in, as kept in the session. */
record Operator(String name, Set<String> roles) implements Serializable {
    Operator {
        requireNonNull(name, "name");
        roles = Set.copyOf(roles);
    }

    /** The session decides how long an operator may act, not the caller. */
    Caller caller() {
        return new Caller(name, Caller.EVERY_GATEWAY, roles, Map.of("sub", List.of(name)), Instant.MAX);
    }
}
