package io.lakesync.console.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import jakarta.ejb.EJBException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the server answered to a page, or why it did not. A page is shown either way.
 *
 * @param problem one sentence for the operator; "" when there is a value
 */
record Answer<T>(Optional<T> value, boolean isMissing, String problem) {
    private static final Logger LOG = System.getLogger(Answer.class.getName());

    /** @param obstacle why the server cannot serve, asked when it failed without a reason of its own */
    static <T> Answer<T> to(Supplier<T> question, Supplier<Optional<String>> obstacle) {
        try {
            return new Answer<>(Optional.of(question.get()), false, "");
        } catch (SyncException failure) {
            Level level = failure.failure().owner() == SyncFailure.Owner.CALLER ? Level.DEBUG : Level.WARNING;
            LOG.log(level, "a page was refused", failure);
            return new Answer<>(Optional.empty(), failure.failure() == SyncFailure.NOT_FOUND, sentence(failure));
        } catch (EJBException failure) {
            LOG.log(Level.ERROR, "a page could not be filled", failure);
            return new Answer<>(Optional.empty(), false, sentence(obstacle.get()));
        }
    }

    private static String sentence(Optional<String> obstacle) {
        return obstacle.map("The server is not ready: %s."::formatted).orElse("The server's log says why.");
    }

    private static String sentence(SyncException failure) {
        return "The server says: " + failure.getMessage() + " (" + failure.failure() + ").";
    }
}
