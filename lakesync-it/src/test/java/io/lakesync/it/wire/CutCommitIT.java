package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.CutCommits;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** The connection to the log's database dies inside the commit: nobody can say what became of the push. */
class CutCommitIT {
    private static final int CLIENTS = 8;
    private static final int RETRIES_MAX = 50;

    @OnBothServers(databases = Database.POSTGRESQL)
    void a_push_whose_commit_is_cut_off_is_never_acknowledged_and_the_retry_commits_it_once(DeployedServer server)
            throws SQLException {
        var edge = Edge.onNewGateway(server);
        assertThat(edge.push(Deltas.push("r1", "before")).status()).isEqualTo(200);
        var pushes = IntStream.range(0, CLIENTS).mapToObj(CutCommitIT::push).toList();

        var cutting = CutCommits.of(server, edge.gateway());
        try (cutting) {
            assertThat(statuses(edge, pushes)).containsOnly(503);
            var refused = edge.push(Deltas.push("r1", "cut"));
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.body()).contains("UNAVAILABLE");
            assertThat(refused.headers()).containsKey("retry-after");
        }

        for (int time = 0; time < 2; time++) {
            for (int client = 0; client < CLIENTS; client++) {
                assertThat(retried(edge.as("client" + client), pushes.get(client)))
                        .isEqualTo(200);
            }
        }
        assertThat(count(edge, "SELECT count(*) FROM lakesync.row_state WHERE gateway = '%s'"))
                .isEqualTo(CLIENTS + 1L);
        assertThat(count(edge, "SELECT sum(entries) FROM lakesync.log_block WHERE gateway = '%s'"))
                .isEqualTo(CLIENTS + 1L);
    }

    private static String push(int number) {
        return Deltas.push("\"ann\"", "\"client%d\"".formatted(number))
                .replace("\"r1\"", "\"row%d\"".formatted(number));
    }

    private static List<Integer> statuses(Edge edge, List<String> pushes) {
        return IntStream.range(0, CLIENTS)
                .parallel()
                .mapToObj(i -> edge.as("client" + i).push(pushes.get(i)).status())
                .toList();
    }

    /** The pool may still hand out connections that the database has ended: each of them is one more "unknown". */
    private static int retried(Edge edge, String push) {
        int status = edge.push(push).status();
        for (int retries = 0; status == 503 && retries < RETRIES_MAX; retries++) {
            status = edge.push(push).status();
        }
        return status;
    }

    private static long count(Edge edge, String query) throws SQLException {
        try (var connection = edge.server().connect();
                var any = connection.createStatement();
                var found = any.executeQuery(query.formatted(edge.gateway()))) {
            found.next();
            return found.getLong(1);
        }
    }
}
