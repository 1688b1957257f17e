package io.lakesync.server.checkpoint;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.checkpoint.StoredCheckpoints.Due;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.follower.ControlTransactions;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.FollowerSource;
import io.lakesync.server.follower.Lookout;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.settings.Databases;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** One follower for every gateway that is large enough. Safe for use by many threads. */
@ApplicationScoped
public class CheckpointFollowers implements FollowerSource {
    @Resource(lookup = Databases.LOG)
    DataSource source;

    @Inject
    ControlTransactions transactions;

    @Inject
    Settings settings;

    @Inject
    @Steady
    InstantSource clock;

    private final Map<GatewayId, Follower<?>> followers = new HashMap<>();
    private final Lookout lookout = new Lookout(Duration.ofSeconds(1));

    @Override
    public synchronized List<Follower<?>> present() {
        lookout.ask(clock.instant(), this::look);
        return List.copyOf(followers.values());
    }

    private void look() {
        transactions
                .run(connection -> new StoredCheckpoints(connection).large(rowsMin()))
                .forEach(gateway -> followers.computeIfAbsent(gateway, this::follower));
    }

    private Follower<?> follower(GatewayId gateway) {
        return new CheckpointFollower(gateway, this::due, new CheckpointMaker(source)::make);
    }

    private Due due(GatewayId gateway) {
        return transactions.run(connection -> {
            var now = Instant.ofEpochMilli(new DeltaLog(connection).clockMillis());
            var since = now.minus(settings.followers().checkpointEvery());
            return new StoredCheckpoints(connection).due(gateway, rowsMin(), since);
        });
    }

    private long rowsMin() {
        return settings.followers().checkpointRowsMin();
    }
}
