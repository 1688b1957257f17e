package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.it.server.CutCommits;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server stays; its database crashes and recovers, or loses all its connections at once, under load, inside of commits,
 * and at rest.
 */
class CrashedDatabaseIT {
    private static final String GATEWAY = "crashed";
    private static final int CRASHES = 2;
    private static final int CUTS = 5;
    private static final int COMMITS = 20;
    private static final int UNDISTURBED = 40;

    @ParameterizedTest
    @EnumSource
    void a_database_that_crashes_and_cuts_its_connections_under_load_costs_clients_a_503_and_nothing_else(
            ServerKind kind) throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        var random = new Random(Long.getLong("seed", 42));
        try (var postgres = OwnPostgres.start("crashed-" + kind);
                var own = OwnServer.start(
                        kind,
                        postgres.access(),
                        Map.of("LAKESYNC_FLUSH_GATEWAYS", "*", "LAKESYNC_FOLLOWER_BACKOFF_MAX", "2 s"))) {
            var wire = new Wire(own.server(), GATEWAY);
            wire.open();
            var ledger = new Ledger();
            var audit = Audit.of(own.server(), GATEWAY, ledger);
            try (var load = Load.untilEnd(wire, ledger, "c")) {
                for (int crash = 0; crash < CRASHES; crash++) {
                    load.awaitAcknowledged(20 + random.nextInt(60));
                    postgres.crash();
                }
                for (int cut = 0; cut < CUTS; cut++) {
                    load.awaitAcknowledged(5 + random.nextInt(20));
                    postgres.cut();
                }
                load.awaitAcknowledged(20);
                var cutting = CutCommits.of(own.server(), GATEWAY);
                try (cutting) {
                    load.awaitAnswered(COMMITS);
                }
                requireServed(load);
            }
            requireAll(audit, "after crashes and cuts");

            // nobody notices before the dead connections are asked for again, by clients and by followers
            postgres.cut();
            try (var load = Load.untilEnd(wire, ledger, "d")) {
                requireServed(load);
            }
            requireAll(audit, "after a cut of connections that were at rest");
        }
    }

    private static void requireServed(Load load) throws InterruptedException {
        load.awaitUndisturbed(UNDISTURBED);
        load.end();
        assertThat(load.answers()).containsKey(Load.OK);
        assertThat(Set.of(Load.OK, Load.UNAVAILABLE)).containsAll(load.answers().keySet());
    }

    private static void requireAll(Audit audit, String when) throws Exception {
        audit.requireWhole(when);
        audit.requireOnce(when);
        audit.requireHistory();
    }
}
