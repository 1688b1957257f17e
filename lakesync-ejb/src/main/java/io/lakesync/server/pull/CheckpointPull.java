package io.lakesync.server.pull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Checkpoint;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way of a checkpoint: which one, whether it is worth it for this caller, then part by part. */
@ApplicationScoped
public class CheckpointPull {
    private static final int REMEMBERED_MAX = 10_000;

    @Inject
    CheckpointTransaction transaction;

    @Inject
    Pull pull;

    @Inject
    Settings settings;

    /** By tag: whether it shows enough rows. Only accelerates. Tags are of one length, so a count bounds the bytes: 3 MB. */
    private final Cache<String, Boolean> worth =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    /** Outside of any transaction; when it returns, what the client may hold is durable. */
    public Checkpoint load(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        var request = request(caller, gateway, capabilities);
        var newest = transaction.newest(caller, request);
        if (!worth.get(newest.tag(), tag -> isWorth(caller, request, newest))) {
            throw CheckpointTransaction.none(newest.rulesVersion());
        }
        pull.begin(caller, request, newest.cursor());
        return newest;
    }

    public List<Delta> part(Caller caller, Checkpoint checkpoint, Set<Capability> capabilities, int number) {
        var request = request(caller, checkpoint.gateway(), capabilities);
        return transaction.part(caller, request, checkpoint, number).deltas();
    }

    private boolean isWorth(Caller caller, PullRequest request, Checkpoint checkpoint) {
        long alive = 0;
        long enough = settings.followers().checkpointRowsMin();
        for (int number = 0; number < checkpoint.parts() && alive < enough; number++) {
            alive += transaction.part(caller, request, checkpoint, number).alive();
        }
        return alive >= enough;
    }

    private static PullRequest request(Caller caller, GatewayId gateway, Set<Capability> capabilities) {
        return new PullRequest(gateway, caller.subject(), Cursor.BEGINNING, 1, Optional.empty(), capabilities);
    }
}
