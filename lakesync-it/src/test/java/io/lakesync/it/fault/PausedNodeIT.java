package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A frozen machine, or a very long collection of garbage: the node thinks that it still holds what it has lost. */
class PausedNodeIT {
    private static final String GATEWAY = "paused";
    private static final Map<String, String> SETTINGS = Map.of(
            "LAKESYNC_FLUSH_GATEWAYS", "*",
            "LAKESYNC_FOLLOWER_LEASE", "2 s",
            "LAKESYNC_FOLLOWER_BACKOFF_MAX", "2 s");

    @ParameterizedTest
    @EnumSource
    void a_node_that_is_paused_beyond_its_lease_is_replaced_and_its_return_neither_loses_nor_doubles_a_row(
            ServerKind kind) throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        try (var first = OwnServer.start(kind, Database.POSTGRESQL, SETTINGS)) {
            var ledger = new Ledger();
            new Wire(first.server(), GATEWAY).open();
            var audit = Audit.of(first.server(), GATEWAY, ledger);
            Patience.until(() -> lease(first.server()).epoch() > 0, () -> lease(first.server()));
            try (var second = OwnServer.start(kind, first.server().database(), SETTINGS)) {
                run(first, second, ledger);
            }
            audit.requireWhole("after the pause");
            audit.requireOnce("after the pause");
            audit.requireHistory();
        }
    }

    private static void run(OwnServer first, OwnServer second, Ledger ledger) throws Exception {
        try (var here = Load.untilEnd(new Wire(first.server(), GATEWAY), ledger, "first");
                var there = Load.untilEnd(new Wire(second.server(), GATEWAY), ledger, "second")) {
            here.awaitAcknowledged(50);
            var before = lease(second.server());
            first.pause();
            try {
                Patience.until(() -> isTaken(before, lease(second.server())), () -> lease(second.server()));
                there.awaitAcknowledged(20);
                var claimed = lease(second.server());
                Patience.until(
                        () -> cursorEpoch(second.server()) >= claimed.epoch(), () -> cursorEpoch(second.server()));
            } finally {
                first.resume();
            }
            here.awaitAcknowledged(20);
            here.end();
            there.end();
            assertThat(lease(second.server()).epoch()).isGreaterThan(before.epoch());
        }
    }

    private static boolean isTaken(Lease before, Lease now) {
        return now.epoch() > before.epoch() && !now.node().equals(before.node());
    }

    private record Lease(String node, long epoch) {}

    /** Who moves the table. */
    private static Lease lease(DeployedServer server) {
        try (var connection = server.connect();
                var select = connection.prepareStatement("SELECT node, epoch FROM lakesync.follower_lease"
                        + " WHERE gateway = ? AND follower = 'table todos'")) {
            select.setString(1, GATEWAY);
            try (var found = select.executeQuery()) {
                return found.next() ? new Lease(found.getString(1), found.getLong(2)) : new Lease("nobody", 0);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The epoch under which the table was written last. */
    private static long cursorEpoch(DeployedServer server) {
        try (var connection = server.connect();
                var select = connection.prepareStatement("SELECT epoch FROM lakesync.lakesync_cursor"
                        + " WHERE gateway = ? AND follower = 'table todos'")) {
            select.setString(1, GATEWAY);
            try (var found = select.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
