package io.lakesync.it.fault;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that is killed under load, at moments that nobody chose: ten times on WildFly, three times on Payara, which
 * takes longer to start. {@code -Dfault.rounds} sets another number, {@code -Dseed} repeats a run as far as a killed
 * process repeats.
 */
class KilledServerIT {
    private static final String GATEWAY = "killed";
    private static final Map<String, String> SETTINGS =
            Map.of("LAKESYNC_FLUSH_GATEWAYS", "*", "LAKESYNC_FOLLOWER_LEASE", "2 s");

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"WILDFLY, H2, 10", "WILDFLY, POSTGRESQL, 10", "PAYARA, H2, 3", "PAYARA, POSTGRESQL, 3"})
    void every_acknowledged_push_is_whole_and_once_in_log_and_destination_after_kills_and_no_push_is_half(
            ServerKind kind, Database database, int usually) throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        var random = new Random(Long.getLong("seed", 42));
        try (var own = OwnServer.start(kind, database, SETTINGS)) {
            var wire = new Wire(own.server(), GATEWAY);
            var ledger = new Ledger();
            wire.open();
            var audit = Audit.of(own.server(), GATEWAY, ledger);
            for (int round = 0; round < Integer.getInteger("fault.rounds", usually); round++) {
                var load = Load.untilFailure(wire, ledger, "r%d".formatted(round));
                load.awaitAcknowledged(20 + random.nextInt(60));
                own.kill();
                load.end();
                own.restart();
                audit.requireWhole("round %d".formatted(round));
                audit.settle();
                audit.requireOnce("round %d".formatted(round));
            }
            audit.requireHistory();
            own.stop();
            if (database == Database.POSTGRESQL) {
                // what a file of H2 holds is not ours to open: the servers bring versions of their own
                audit.requireNoLease();
            }
        }
    }
}
