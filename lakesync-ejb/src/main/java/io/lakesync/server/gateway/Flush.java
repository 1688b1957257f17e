package io.lakesync.server.gateway;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.follower.Followers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for followers on an operator's request. */
@ApplicationScoped
class Flush {
    private static final long PAUSE_MILLIS = 25;

    @Inject
    Followers followers;

    @Inject
    Settings settings;

    @Inject
    @Steady
    InstantSource clock;

    /** @throws SyncException FLUSH_ERROR when a follower has not passed the head in time */
    void await(GatewayStatus gateway) {
        var deadline = clock.instant().plus(settings.followers().flushTimeout());
        followers.nudge(gateway.id());
        for (var late = late(gateway.id(), gateway.head());
                late.isPresent();
                late = late(gateway.id(), gateway.head())) {
            if (clock.instant().isAfter(deadline)) {
                throw new SyncException(SyncFailure.FLUSH_ERROR, sentence(late.get()));
            }
            pause();
        }
    }

    private Optional<FollowerStatus> late(GatewayId gateway, Cursor head) {
        return followers.of(gateway).stream()
                .filter(follower ->
                        follower.cursor().isInSnapshot() || follower.cursor().compareTo(head) < 0)
                .findFirst();
    }

    private static String sentence(FollowerStatus late) {
        return late.problem().isEmpty()
                ? "follower %s has not passed the head in time".formatted(late.name())
                : "follower %s does not advance: %s".formatted(late.name(), late.problem());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SyncException(SyncFailure.UNAVAILABLE, "the server is stopping", stopped);
        }
    }
}
