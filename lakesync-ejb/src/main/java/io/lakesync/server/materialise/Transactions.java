package io.lakesync.server.materialise;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs work on a destination in one transaction. */
@FunctionalInterface
interface Transactions {
    /** Commits when the work returns; rolls back and rethrows when it throws. */
    void run(Supplier<EntityManager> opens, Consumer<EntityManager> work);
}
