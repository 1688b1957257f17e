package io.lakesync.server.materialise;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.StoredRow;
import io.lakesync.engine.materialise.DestinationTable;
import io.lakesync.engine.materialise.SqlName;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.follower.DestinationDatabase;
import io.lakesync.server.follower.DestinationTransactions;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.follower.FollowerSource;
import io.lakesync.server.follower.Lookout;
import io.lakesync.server.schema.SchemaSaved;
import io.lakesync.server.settings.Databases;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** One follower for every registered table of every gateway. Safe for use by many threads. */
@ApplicationScoped
public class TableFollowers implements FollowerSource {
    @Resource(lookup = Databases.DESTINATION)
    DataSource dataSource;

    @Inject
    TableTransactions transactions;

    @Inject
    DestinationTransactions writes;

    @Inject
    InstantSource clock;

    @Inject
    @Steady
    InstantSource steady;

    /** A round follows every commit; tables are registered by hand, and on other nodes too. */
    private final Lookout lookout = new Lookout(Duration.ofMillis(250));

    private final Map<Key, TableFollower> followers = new HashMap<>();
    private Destination destination;

    private record Key(GatewayId gateway, SqlName table) {}

    @PostConstruct
    void open() {
        destination = JtaDestination.of(new DestinationDatabase(dataSource, writes), clock);
    }

    /** Whoever asks next is told of the new table: a flush right after its registration waits for it. */
    void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) SchemaSaved saved) {
        lookout.call();
    }

    @Override
    public synchronized List<Follower<?>> present() {
        lookout.ask(steady.instant(), this::look);
        return List.copyOf(followers.values());
    }

    @PreDestroy
    synchronized void close() {
        followers.values().forEach(TableFollower::close);
        followers.clear();
    }

    private void look() {
        var tables = new HashMap<Key, DestinationTable>();
        transactions
                .tables()
                .forEach((gateway, schemas) -> schemas.forEach(schema -> {
                    var table = DestinationTable.of(gateway, schema);
                    tables.put(new Key(gateway, table.name()), table);
                }));
        tables.forEach((key, table) ->
                followers.computeIfAbsent(key, k -> follower(k, table)).become(table));
    }

    /** The session bean itself implements nothing, or the container would offer only that. */
    private TableFollower.TableReader reader() {
        return new TableFollower.TableReader() {
            @Override
            public TablePage after(GatewayId gateway, String table, long stamp, int rowsMax) {
                return transactions.after(gateway, table, stamp, rowsMax);
            }

            @Override
            public Optional<StoredRow> row(GatewayId gateway, RowKey key) {
                return transactions.row(gateway, key);
            }
        };
    }

    private TableFollower follower(Key key, DestinationTable table) {
        return new TableFollower(
                key.gateway(), table, reader(), (wanted, cursors) -> new JpaMaterialiser(destination, wanted, cursors));
    }
}
