package io.lakesync.server.follower;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.api.settings.Settings;
import io.lakesync.server.clock.Steady;
import io.lakesync.server.follower.Followed.Standing;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.settings.Databases;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The followers that this node may move, and what other nodes tell of theirs. It counts on a lease only for as long as it
 * lasts in the database's view at the least, and measures that steadily: setting the machine's clock takes no lease away and
 * lends none.
 */
@ApplicationScoped
class Leases {
    private static final int RENEWALS_PER_LEASE = 4;

    @Resource(lookup = Databases.LOG)
    DataSource source;

    @Inject
    ControlTransactions transactions;

    @Inject
    Settings settings;

    @Inject
    @Steady
    InstantSource clock;

    private final String node = UUID.randomUUID().toString();
    private final Map<Followed, Held> held = new ConcurrentHashMap<>();
    private volatile Map<Followed, LeaseTable.Row> told = Map.of();
    private volatile Instant renewAt = Instant.MIN;

    private record Held(long epoch, Instant until) {}

    /** The epoch under which this node may move it; empty while it must not count on that. */
    OptionalLong epoch(Followed who) {
        return Optional.ofNullable(held.get(who))
                .filter(lease -> clock.instant().isBefore(lease.until()))
                .map(lease -> OptionalLong.of(lease.epoch()))
                .orElseGet(OptionalLong::empty);
    }

    /** This node's lease of one follower. */
    Walk.Lease of(Followed who) {
        return new Walk.Lease() {
            @Override
            public OptionalLong epoch() {
                return Leases.this.epoch(who);
            }

            @Override
            public boolean claim(long above) {
                return Leases.this.claim(who, above);
            }
        };
    }

    /** @return whether this node may move it now */
    boolean claim(Followed who, long above) {
        if (isTakenElsewhere(who)) {
            return false;
        }
        var asked = clock.instant();
        var epoch = transactions.run(connection -> table(connection).claim(who, node, above, ttlMillis()));
        epoch.ifPresent(granted -> held.put(who, new Held(granted, asked.plusMillis(ttlMillis()))));
        return epoch.isPresent();
    }

    /** Whether it is time to renew. */
    boolean isDue() {
        return !clock.instant().isBefore(renewAt);
    }

    /**
     * Renews what this node holds, tells how it stands, and learns how the rest does.
     *
     * @param standing of the followers that this node moves
     */
    synchronized void renew(Collection<Standing> standing) {
        var asked = clock.instant();
        var rows = transactions.run(connection -> {
            var table = table(connection);
            table.renew(standing, node, ttlMillis());
            return table.list();
        });
        told = rows.stream()
                .collect(Collectors.toUnmodifiableMap(row -> row.standing().who(), row -> row));
        var until = asked.plusMillis(ttlMillis());
        for (var one : standing) {
            boolean kept = Optional.ofNullable(told.get(one.who()))
                    .filter(row -> row.node().equals(node) && row.standing().epoch() == one.epoch())
                    .isPresent();
            held.computeIfPresent(
                    one.who(),
                    (who, lease) -> lease.epoch() != one.epoch() ? lease : kept ? new Held(one.epoch(), until) : null);
        }
        renewAt = asked.plusMillis(ttlMillis() / RENEWALS_PER_LEASE);
    }

    /** How a follower stands that another node moves. */
    Optional<Standing> elsewhere(Followed who) {
        return Optional.ofNullable(told.get(who)).map(LeaseTable.Row::standing);
    }

    /** Lets others go on at once. While the server stops, session beans may be gone already. */
    void release() {
        var letGo = List.copyOf(held.keySet());
        letGo.forEach(held::remove);
        try (var connection = source.getConnection()) {
            new LeaseTable(connection, 0).release(node);
        } catch (SQLException e) {
            var message = "%d leases end by themselves".formatted(letGo.size());
            throw new SyncException(SyncFailure.UNAVAILABLE, message, e);
        }
    }

    /** As of the last renewal: saves asking for what is surely not free. */
    private boolean isTakenElsewhere(Followed who) {
        return Optional.ofNullable(told.get(who))
                .filter(row -> !row.isOver() && !row.node().equals(node))
                .isPresent();
    }

    private long ttlMillis() {
        return settings.followers().lease().toMillis();
    }

    private static LeaseTable table(Connection connection) {
        return new LeaseTable(connection, new DeltaLog(connection).clockMillis());
    }
}
