package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KilledServerIT {
    private static final int ROUNDS = Integer.getInteger("fault.rounds", 2);
    private static final int CLIENTS = 4;
    private static final int PAGE = 1_000;

    @ParameterizedTest
    @CsvSource({"WILDFLY, H2", "WILDFLY, POSTGRESQL", "PAYARA, H2"})
    void every_acknowledged_push_is_whole_after_a_kill_and_no_push_is_half(ServerKind kind, Database database)
            throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        var random = new Random(Long.getLong("seed", 42));
        var acknowledged = new HashSet<String>();
        try (var own = OwnServer.start(kind, database)) {
            var wire = new Wire(own.server(), new GatewayId("killed"));
            wire.open();
            for (int round = 0; round < ROUNDS; round++) {
                var load = new Load(wire, round, CLIENTS, 20 + random.nextInt(60));
                load.awaitEnough();
                own.kill();
                load.awaitEnd();
                acknowledged.addAll(load.acknowledged());
                own.restart();
                var rowsByPush = rowsByPush(wire);
                assertThat(rowsByPush).as("round %d", round).containsKeys(acknowledged.toArray(String[]::new));
                assertThat(rowsByPush.values()).as("round %d", round).containsOnly(Load.ROWS_PER_PUSH);
            }
        }
    }

    /** How many rows each push has left, read from the beginning to the head. */
    private static Map<String, Integer> rowsByPush(Wire wire) throws Exception {
        var rows = new TreeMap<String, Integer>();
        var seen = new HashSet<String>();
        var since = Cursor.BEGINNING;
        boolean more = true;
        while (more) {
            var page = wire.pull(since, PAGE);
            for (var delta : page.deltas()) {
                if (seen.add(delta.row().rowId())) {
                    rows.merge(delta.row().rowId().replaceFirst("/.*", ""), 1, Integer::sum);
                }
            }
            since = page.cursor();
            more = page.hasMore();
        }
        return rows;
    }
}
