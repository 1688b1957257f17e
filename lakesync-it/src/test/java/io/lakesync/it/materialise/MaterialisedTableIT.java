package io.lakesync.it.materialise;

import static io.lakesync.it.materialise.MaterialisedRows.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.sql.SQLException;
import java.util.List;

class MaterialisedTableIT {
    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_registered_table_can_be_queried(DeployedServer server) throws InterruptedException {
        var scene = Scene.open(server);
        scene.register(true, "title", "order");
        scene.rows().await(List.of(), "row_id", "title", "order", "props", "deleted_at", "synced_at", "_stamp");
        scene.push(scene.put("r1", "title", "milk", "order", "1"), scene.put("r2", "title", "eggs"));
        scene.rows()
                .await(List.of(List.of("r1", "milk", "1"), List.of("r2", "eggs", "null")), "row_id", "title", "order");
        scene.push(scene.put("r2", "title", "bread"));
        scene.rows().await(List.of(List.of("milk"), List.of("bread")), "title");
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_flush_right_after_a_table_is_registered_waits_for_it(DeployedServer server) throws SQLException {
        for (int i = 0; i < 5; i++) {
            var scene = Scene.open(server);
            scene.push(scene.put("r1", "title", "milk"));
            scene.flush();
            scene.register(true, "title");
            scene.flush();
            assertThat(scene.rows().of("title")).containsExactly(List.of("milk"));
        }
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_deleted_row_stays_with_its_values_and_can_be_revived(DeployedServer server)
            throws InterruptedException, SQLException {
        var scene = Scene.open(server);
        scene.register(true, "title", "note");
        scene.push(scene.put("r1", "title", "milk", "note", "cold"));
        scene.rows().await(List.of(List.of("milk", "alive")), "title", LIFE);
        scene.rows().execute("UPDATE %s SET \"props\" = JSON '[1]'");
        scene.push(scene.delete("r1"));
        scene.rows().await(List.of(List.of("milk", "cold", "dead", "[1]")), "title", "note", LIFE, "props");
        scene.push(scene.put("r1", "title", "bread"));
        scene.rows().await(List.of(List.of("bread", "null", "alive", "[1]")), "title", "note", LIFE, "props");
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void without_soft_delete_a_deleted_row_is_gone(DeployedServer server) throws InterruptedException {
        var scene = Scene.open(server);
        scene.register(false, "title");
        scene.push(scene.put("r1", "title", "milk"), scene.put("r2", "title", "eggs"));
        scene.rows().await(List.of(List.of("r1"), List.of("r2")), "row_id");
        scene.push(scene.delete("r1"));
        scene.rows().await(List.of(List.of("r2")), "row_id");
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void an_added_column_is_filled_from_rows_that_are_there_already(DeployedServer server) throws InterruptedException {
        var scene = Scene.open(server);
        scene.push(
                scene.put("r1", "title", "milk", "due", "today"), scene.put("r2", "title", "eggs", "due", "tomorrow"));
        scene.register(true, "title");
        scene.rows().await(List.of(List.of("milk"), List.of("eggs")), "title");
        scene.register(true, "title", "due");
        scene.rows().await(List.of(List.of("milk", "today"), List.of("eggs", "tomorrow")), "title", "due");
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_row_that_is_refused_becomes_a_dead_letter_and_can_be_replayed(DeployedServer server)
            throws InterruptedException, SQLException {
        var broken = Scene.open(server);
        broken.register(true, "title");
        broken.push(broken.put("r1", "title", "milk"));
        broken.rows().await(List.of(List.of("r1")), "row_id");
        broken.rows().execute("ALTER TABLE %s ADD CONSTRAINT \"meddled\" CHECK (\"title\" <> 'eggs')");
        broken.push(broken.put("r2", "title", "eggs"), broken.put("r3", "title", "bread"));
        broken.rows().await(List.of(List.of("r1"), List.of("r3")), "row_id");

        var sound = Scene.open(server);
        sound.register(true, "title");
        sound.push(sound.put("r1", "title", "bread"));
        sound.rows().await(List.of(List.of("bread")), "title");
        Patience.until(() -> broken.deadLetters().contains("meddled"), broken::deadLetters);
        assertThat(broken.deadLetters())
                .contains("\"follower\":\"table todos\"", "\"rowId\":\"r2\"", "\"wanted\":false");
        assertThat(sound.deadLetters()).isEqualTo("[]");

        broken.rows().execute("ALTER TABLE %s DROP CONSTRAINT \"meddled\"");
        broken.replayDeadLetter();
        broken.rows().await(List.of(List.of("r1"), List.of("r2"), List.of("r3")), "row_id");
        Patience.until(() -> broken.deadLetters().equals("[]"), broken::deadLetters);
    }

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_table_that_fails_says_why_and_holds_back_only_itself(DeployedServer server)
            throws InterruptedException, SQLException {
        var broken = Scene.open(server);
        broken.register(true, "title");
        broken.push(broken.put("r1", "title", "milk"));
        broken.rows().await(List.of(List.of("r1")), "row_id");
        var away = broken.rows().table().replace("todos", "todos_away");
        broken.rows().execute("ALTER TABLE %s RENAME TO \"todos_away\"");
        broken.rows().execute("CREATE VIEW %s AS SELECT DISTINCT * FROM " + away);
        broken.push(broken.put("r2", "title", "eggs"));

        var sound = Scene.open(server);
        sound.register(true, "title");
        sound.push(sound.put("r1", "title", "bread"));
        sound.rows().await(List.of(List.of("bread")), "title");
        Patience.until(() -> !broken.status().contains("\"problem\":\"\""), broken::status);
        assertThat(broken.rows().of("row_id")).isEqualTo(List.of(List.of("r1")));

        broken.rows().execute("DROP VIEW %s");
        broken.rows().execute("ALTER TABLE " + away + " RENAME TO \"todos\"");
        broken.rows().await(List.of(List.of("r1"), List.of("r2")), "row_id");
        assertThat(broken.deadLetters()).isEqualTo("[]");
    }
}
