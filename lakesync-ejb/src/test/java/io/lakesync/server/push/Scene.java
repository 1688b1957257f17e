package io.lakesync.server.push;

import static io.lakesync.server.push.ScenePush.AIR;

import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.settings.Settings;
import io.lakesync.engine.log.LogEntry;
import io.lakesync.server.log.DeltaLog;
import io.lakesync.server.settings.FreshDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stage push without a container: its beans, wired, over the gateway "air" of a fresh database. */
final class Scene {
    final SceneTransaction transaction;
    final GroupCommit groupCommit = new GroupCommit();
    final PushGroups groups = new PushGroups();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    Scene(FreshDatabase database, Map<String, String> settings) throws SQLException {
        database.create("air");
        transaction = new SceneTransaction(database);
        var pushMeters = new PushMeters();
        pushMeters.meters = meters;
        groupCommit.transaction = transaction;
        groupCommit.meters = pushMeters;
        groups.groupCommit = groupCommit;
        groups.meters = pushMeters;
        groups.settings = Settings.read(
                Set.of(),
                key -> key.equals("lakesync.demo") ? Optional.of("true") : Optional.ofNullable(settings.get(key)));
        groups.showWaiting();
    }

    long head() throws SQLException {
        try (var connection = transaction.begin()) {
            return new DeltaLog(connection).head(AIR).stamp();
        }
    }

    int blocks() throws SQLException {
        try (var connection = transaction.begin();
                var count = connection.createStatement();
                var found = count.executeQuery("SELECT count(*) FROM lakesync.log_block WHERE gateway = 'air'")) {
            found.next();
            return found.getInt(1);
        }
    }

    List<LogEntry> entries() throws SQLException {
        try (var connection = transaction.begin()) {
            return new DeltaLog(connection).entries(AIR, 0, 10_000);
        }
    }

    List<Delta> committed() throws SQLException {
        return entries().stream()
                .filter(LogEntry.Committed.class::isInstance)
                .map(entry -> ((LogEntry.Committed) entry).delta())
                .toList();
    }

    Optional<String> titleOf(String rowId) throws SQLException {
        var key = new RowKey("todos", rowId);
        try (var connection = transaction.begin()) {
            return Optional.ofNullable(
                            new DeltaLog(connection).rows(AIR, List.of(key)).get(key))
                    .map(row -> row.state().image().get("title").text());
        }
    }

    double losses() {
        return meters.counter("lakesync_head_moved").count();
    }
}
