package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.Built;
import io.lakesync.it.server.DeployedServer.DatabaseAccess;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file under H2 cannot grow, again and again in the middle of a load; log, tables and histories are all in it. */
class FullDiskIT {
    private static final String GATEWAY = "full";
    private static final int TIMES = 4;
    private static final int REFUSALS = 20;
    private static final String READY = "200 {\"status\":\"ready\"}";
    private static final String NOT_READY = "503 {\"status\":\"not_ready\",\"reason\":\"database unreachable\"}";
    private static final Map<String, String> SETTINGS =
            Map.of("LAKESYNC_FLUSH_GATEWAYS", "*", "LAKESYNC_FOLLOWER_BACKOFF_MAX", "2 s");

    private final Ledger ledger = new Ledger();

    @ParameterizedTest
    @EnumSource
    void a_full_disk_under_the_log_costs_clients_a_503_and_nothing_else_and_the_server_goes_on_by_itself(
            ServerKind kind) throws Exception {
        assumeThat(ServerKind.wanted()).contains(kind);
        var file = Built.workingDirectory()
                .resolve("full-%s-%d/lakesync"
                        .formatted(kind, ProcessHandle.current().pid()));
        var audit = fillAndFree(kind, file);
        var shared = access(file, ";AUTO_SERVER=TRUE;DB_CLOSE_ON_EXIT=TRUE");
        try (var again = OwnServer.start(kind, shared, SETTINGS)) {
            var after = audit.on(again.server());
            after.requireWhole("after the disk was full");
            after.requireOnce("after the disk was full");
            after.requireHistory();
        }
    }

    /** Only the server opens the file meanwhile, as an operator has it. */
    private Audit fillAndFree(ServerKind kind, Path file) throws Exception {
        var random = new Random(Long.getLong("seed", 42));
        try (var own = OwnServer.start(kind, access(file, ""), SETTINGS)) {
            var wire = new Wire(own.server(), GATEWAY);
            wire.open();
            var audit = Audit.of(own.server(), GATEWAY, ledger);
            try (var load = Load.untilEnd(wire, ledger, "c")) {
                for (int time = 0; time < TIMES; time++) {
                    load.awaitAcknowledged(20 + random.nextInt(60));
                    own.fillDisk(Files.size(Path.of(file + ".mv.db")));
                    int before = refusals(load);
                    Patience.until(() -> isTold(wire) && refusals(load) >= before + REFUSALS, load::answers);
                    own.freeDisk();
                    Patience.until(() -> wire.ready().equals(READY), wire::ready);
                }
                load.awaitAcknowledged(100);
                load.end();

                assertThat(load.answers()).containsOnlyKeys(Load.OK, Load.UNAVAILABLE);
            }
            return audit;
        }
    }

    /** There may be times at which the file can be opened and only not be written. */
    private static boolean isTold(Wire wire) {
        assertThat(wire.ready()).isIn(READY, NOT_READY);
        return true;
    }

    private static int refusals(Load load) {
        return load.answers().getOrDefault(Load.UNAVAILABLE, 0);
    }

    private static DatabaseAccess access(Path file, String more) {
        return new DatabaseAccess("jdbc:h2:file:" + file + more, "lakesync", "lakesync");
    }
}
