package io.lakesync.server.follower;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.DeadLetter;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;

/** Entries that destinations refused for good, kept until an administrator has them tried again. */
@ApplicationScoped
public class DeadLetters implements Walk.Letters {
    private static final int WANTED_MAX = 1_000;

    @Inject
    ControlTransactions transactions;

    @Inject
    Settings settings;

    @Inject
    InstantSource clock;

    private volatile List<Letter> wanted = List.of();

    /** @throws SyncException BACKPRESSURE_ERROR when the follower has as many as it may */
    @Override
    public void keep(Letter letter) {
        transactions.run(connection -> {
            var table = new LetterTable(connection);
            table.keep(letter, clock.instant());
            long kept = table.count(letter);
            int max = settings.followers().deadLettersMax();
            if (kept > max) {
                throw new SyncException(
                        SyncFailure.BACKPRESSURE_ERROR,
                        "no room beyond %d dead letters for another: %s".formatted(max, letter.reason()));
            }
            return kept;
        });
        forget(letter);
    }

    @Override
    public void drop(Letter letter) {
        transactions.run(connection -> {
            new LetterTable(connection).drop(letter);
            return letter;
        });
        forget(letter);
    }

    @Override
    public List<Letter> wanted(GatewayId gateway, String follower) {
        return wanted.stream()
                .filter(letter ->
                        letter.gateway().equals(gateway) && letter.follower().equals(follower))
                .toList();
    }

    /** Looks which letters administrators want to be tried again. */
    synchronized void look() {
        wanted = transactions.run(connection -> new LetterTable(connection).wanted(WANTED_MAX)).stream()
                .map(LetterTable.Kept::letter)
                .toList();
    }

    /** Those of a gateway, oldest first. */
    public List<DeadLetter> list(GatewayId gateway, int limit) {
        return transactions.run(connection -> new LetterTable(connection).list(gateway, limit)).stream()
                .map(LetterTable.Kept::shown)
                .toList();
    }

    /** @throws SyncException NOT_FOUND */
    public void replay(GatewayId gateway, String follower, long stamp) {
        boolean found = transactions.run(connection -> new LetterTable(connection).replay(gateway, follower, stamp));
        if (!found) {
            throw new SyncException(SyncFailure.NOT_FOUND, "there is no such dead letter");
        }
    }

    private synchronized void forget(Letter letter) {
        wanted = wanted.stream()
                .filter(other -> !(other.gateway().equals(letter.gateway())
                        && other.follower().equals(letter.follower())
                        && other.stamp() == letter.stamp()))
                .toList();
    }
}
