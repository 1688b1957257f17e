package io.lakesync.server.flush;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.follower.CursorTable;
import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.follower.DestinationTransactions;
import io.lakesync.server.follower.Dialects;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.FollowerSource;
import io.lakesync.server.follower.HistoryTransactions;
import io.lakesync.server.follower.Lookout;
import io.lakesync.server.settings.Databases;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** One follower for every gateway that the settings name. Safe for use by many threads. */
@ApplicationScoped
public class FlushFollowers implements FollowerSource {
    private static final String ALL = "*";

    @Resource(lookup = Databases.DESTINATION)
    DataSource source;

    @Inject
    DestinationTransactions transactions;

    @Inject
    HistoryTransactions log;

    @Inject
    Settings settings;

    @Inject
    InstantSource clock;

    @Inject
    @Steady
    InstantSource steady;

    private final Map<GatewayId, Follower<?>> followers = new HashMap<>();
    private final Dialects dialects = Dialects.load();
    private final Lookout lookout = new Lookout(Duration.ofMillis(250));
    private DestinationDatabase database;

    @PostConstruct
    void open() {
        database = new DestinationDatabase(source, transactions);
    }

    @Override
    public synchronized List<Follower<?>> present() {
        var wanted = settings.followers().flushed();
        if (!wanted.isEmpty()) {
            lookout.ask(steady.instant(), () -> look(wanted));
        }
        return List.copyOf(followers.values());
    }

    private void look(List<String> wanted) {
        log.gateways().stream()
                .filter(gateway -> wanted.contains(ALL) || wanted.contains(gateway.value()))
                .forEach(gateway -> followers.computeIfAbsent(gateway, this::follower));
    }

    private Follower<?> follower(GatewayId gateway) {
        var cursors = new CursorTable(gateway, FlushFollower.NAME);
        var history = new JdbcDeltaHistory(new ContainerFlushDatabase(database), dialects, cursors, clock);
        return new FlushFollower(gateway, log::after, history);
    }
}
