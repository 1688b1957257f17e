package io.lakesync.server.operator;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Tells who may enter the console. Safe for use by many threads, but only a few at once: each hash costs a core. */
@ApplicationScoped
public class Operators {
    private static final int AT_ONCE_MAX = 4;
    private static final int NAME_CHARS_MAX = 60;
    private static final int PASSWORD_CHARS_MAX = 200;

    private final Semaphore hashing = new Semaphore(AT_ONCE_MAX);

    @Inject
    OperatorTransaction operators;

    /**
     * The roles of an operator. An unknown name takes as long as a wrong password.
     *
     * @throws SyncException RATE_LIMITED when too many ask at once
     */
    public Optional<Set<String>> verify(String name, char[] password) {
        if (name.length() > NAME_CHARS_MAX || password.length > PASSWORD_CHARS_MAX) {
            return Optional.empty();
        }
        if (!hashing.tryAcquire()) {
            throw new SyncException(SyncFailure.RATE_LIMITED, "%d log-ins at once are enough".formatted(AT_ONCE_MAX));
        }
        try {
            return matching(name, password);
        } finally {
            hashing.release();
        }
    }

    private Optional<Set<String>> matching(String name, char[] password) {
        var known = operators.attempt(name);
        if (known.isEmpty()) {
            Password.hash(password);
            return Optional.empty();
        }
        if (!Password.matches(password, known.get().passwordHash())) {
            return Optional.empty();
        }
        operators.succeeded(name);
        return Optional.of(known.get().roles());
    }
}
