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
 * A server that is killed under load, at moments that nobody chose. {@code -Dfault.rounds} sets how often, {@code -Dseed}
 * repeats a run as far as a killed process repeats.
 */
class KilledServerIT {
    private static final String GATEWAY = "killed";
    private static final int ROUNDS = Integer.getInteger("fault.rounds", 3);

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({"WILDFLY, H2", "WILDFLY, POSTGRESQL", "PAYARA, H2"})
    void every_acknowledged_push_is_whole_and_once_in_log_and_destination_after_kills_and_no_push_is_half(
            ServerKind kind, Database database) throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        var random = new Random(Long.getLong("seed", 42));
        try (var own = OwnServer.start(kind, database, Map.of("LAKESYNC_FLUSH_GATEWAYS", "*"))) {
            var wire = new Wire(own.server(), GATEWAY);
            var ledger = new Ledger();
            wire.open();
            var audit = Audit.of(own.server(), GATEWAY, ledger);
            for (int round = 0; round < ROUNDS; round++) {
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
        }
    }
}
