package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.util.UUID;

/** The push is committed, and the client never hears of it. */
class CutAnswersIT {
    private static final int EVERY = 3;
    private static final int PUSHES = 150;

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_push_whose_answer_is_cut_off_after_the_commit_is_sent_again_and_counts_once(DeployedServer server)
            throws Exception {
        var gateway = "cut-" + UUID.randomUUID();
        new Wire(server, gateway).open();
        var ledger = new Ledger();
        var audit = Audit.of(server, gateway, ledger);
        try (var cutter = new AnswerCutter(server.baseUri(), EVERY)) {
            var load = Load.untilEnd(new Wire(through(cutter, server), gateway), ledger, "cut");
            load.awaitAcknowledged(PUSHES);
            load.end();

            assertThat(load.answers()).containsOnlyKeys(Load.OK, Load.CUT);
            assertThat(load.answers().get(Load.CUT)).isEqualTo(cutter.cuts()).isGreaterThanOrEqualTo(PUSHES / EVERY);
        }
        audit.requireWhole("after cuts");
        audit.requireOnce("after cuts");
    }

    private static DeployedServer through(AnswerCutter cutter, DeployedServer server) {
        return new DeployedServer(
                server.kind(), cutter.uri(), server.secret(), server.adminPassword(), server.database(), server.log());
    }
}
