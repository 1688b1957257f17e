package io.lakesync.server.push;

import static io.lakesync.server.push.ScenePush.AIR;
import static io.lakesync.server.push.ScenePush.push;
import static io.lakesync.server.push.ScenePush.title;
import static io.lakesync.server.push.ScenePush.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.settings.FreshDatabase;
import io.lakesync.server.settings.FreshPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupCommitOnPostgresTest extends GroupCommitContract {
    @RegisterExtension
    static final FreshPostgres POSTGRES = new FreshPostgres();

    @Override
    FreshDatabase open() throws SQLException {
        return POSTGRES.open();
    }

    /** The planner knows nothing yet, and the index by table would read all of them for each key. */
    @Test
    void rows_of_a_young_table_are_read_by_their_key_alone() throws SQLException {
        var young = POSTGRES.open();
        var scene = new Scene(young, Map.of());
        for (int round = 0; round < 12; round++) {
            int first = round * 100;
            var deltas = IntStream.range(first, first + 100).mapToObj(i -> title("ann", 1, "row-" + i, "x"));
            scene.groupCommit.commit(AIR, List.of(waiting(push(deltas.toArray(Delta[]::new)))));
        }
        try (var connection = scene.transaction.begin();
                var statement = connection.createStatement()) {
            var keys = IntStream.range(0, 1200)
                    .mapToObj(i -> new RowKey("todos", "row-" + i))
                    .toList();
            assertThat(new DeltaLog(connection).rows(AIR, keys)).hasSize(1200);
            statement.execute("SELECT pg_stat_force_next_flush()");
            connection.commit();
        }
        try (var connection = scene.transaction.begin();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'row_state_by_table'")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(1)).isZero();
        }
    }
}
