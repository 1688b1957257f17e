package io.lakesync.it.inside;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.server.log.DeltasLogged;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.atomic.AtomicReference;

/** Comes between the last write of a push and its commit, once, when a test asks for it. */
@ApplicationScoped
public class Interference {
    private static final Runnable NONE = () -> {};

    private final AtomicReference<Runnable> next = new AtomicReference<>(NONE);

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    void failNextCommit() {
        next.set(() -> transaction.registerInterposedSynchronization(new FailingCommit()));
    }

    void refuseNextPush() {
        next.set(() -> {
            throw new SyncException(SyncFailure.BACKPRESSURE_ERROR, "refused after the last write");
        });
    }

    /** What is told outside of a transaction was committed before, perhaps elsewhere. */
    void beforeCommit(@Observes DeltasLogged logged) {
        if (transaction.getTransactionKey() != null) {
            next.getAndSet(NONE).run();
        }
    }

    private static final class FailingCommit implements Synchronization {
        @Override
        public void beforeCompletion() {
            throw new IllegalStateException("planned: this commit fails");
        }

        @Override
        public void afterCompletion(int status) {
            // the test looks at what is left
        }
    }
}
