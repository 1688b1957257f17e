package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.settings.DatabaseSettings;
import io.lakesync.api.settings.JdbcUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTablesTest {
    private static final String COLUMNS = "SELECT table_name || '.' || column_name AS name"
            + " FROM information_schema.columns WHERE table_schema = 'lakesync' AND table_name <> 'migration' ORDER BY 1";

    @Nested
    class OnH2 {
        @TempDir
        Path directory;

        @Test
        void the_tables_are_created_once() throws SQLException {
            var tables = new ControlTables(DatabaseFamily.H2, h2(directory));

            tables.migrate();
            tables.migrate();

            assertThat(texts(tables.source(), COLUMNS)).contains("gateway.head", "log_block.payload", "rules.document");
        }

        @Test
        void a_block_may_be_larger_than_a_mebibyte() throws SQLException {
            var tables = new ControlTables(DatabaseFamily.H2, h2(directory));
            tables.migrate();
            var payload = new byte[5 << 20];

            try (var connection = tables.source().getConnection();
                    var insert = connection.prepareStatement(
                            "INSERT INTO lakesync.log_block" + " VALUES ('air', 2, 2, CURRENT_TIMESTAMP, 1, ?)")) {
                insert.setBytes(1, payload);
                insert.executeUpdate();
            }

            assertThat(texts(h2(directory), "SELECT octet_length(payload) FROM lakesync.log_block"))
                    .containsExactly(String.valueOf(payload.length));
        }

        @Test
        void a_newer_database_is_refused() throws SQLException {
            var tables = new ControlTables(DatabaseFamily.H2, h2(directory));
            tables.migrate();
            execute(
                    tables.source(),
                    "INSERT INTO lakesync.\"migration\" SELECT 99, '99', description, type, 'V99__future.sql', checksum,"
                            + " installed_by, installed_on, execution_time, success FROM lakesync.\"migration\""
                            + " WHERE \"version\" = '1'");

            assertThatThrownBy(tables::migrate)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the database holds tables of a newer LakeSync (schema version 99):"
                            + " deploy that one or a newer one");
        }

        @Test
        void tables_of_somebody_else_are_left_alone() throws SQLException {
            var source = h2(directory);
            execute(source, "CREATE SCHEMA lakesync");
            execute(source, "CREATE TABLE lakesync.theirs (id int)");

            assertThatThrownBy(() -> new ControlTables(DatabaseFamily.H2, source).migrate())
                    .hasMessage("the SQL schema \"lakesync\" holds tables that LakeSync did not create:"
                            + " give it a database of its own");
            assertThat(texts(source, COLUMNS)).containsExactly("theirs.id");
        }
    }

    @Nested
    class OnPostgreSql {
        @TempDir
        Path directory;

        @Test
        void both_families_have_the_same_columns() throws IOException, SQLException {
            // the embedded server comes tuned for throw-away data
            try (var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start()) {
                var tables = new ControlTables(DatabaseFamily.POSTGRESQL, server.getPostgresDatabase());
                tables.migrate();
                tables.migrate();
                var other = new ControlTables(DatabaseFamily.H2, h2(directory));
                other.migrate();

                assertThat(texts(tables.source(), COLUMNS)).isEqualTo(texts(other.source(), COLUMNS));
            }
        }

        @Test
        void a_server_that_loses_commits_is_refused() throws IOException {
            try (var server =
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
                var tables = new ControlTables(DatabaseFamily.POSTGRESQL, server.getPostgresDatabase());

                assertThatThrownBy(tables::migrate).hasMessageStartingWith("PostgreSQL runs with fsync = off");
            }
        }

        @Test
        void a_node_that_is_frozen_in_a_transaction_does_not_hold_its_locks_for_ever()
                throws IOException, SQLException {
            try (var server = EmbeddedPostgres.builder().start()) {
                var url = new JdbcUrl(server.getJdbcUrl("postgres", "postgres"));
                var settings = new DatabaseSettings(url, Optional.empty(), Optional.empty());
                var opened = DatabaseFamily.POSTGRESQL.open(settings);
                try (var connection = opened.getConnection();
                        var statement = connection.createStatement();
                        var shown = statement.executeQuery("SHOW idle_in_transaction_session_timeout")) {
                    assertThat(shown.next()).isTrue();
                    assertThat(shown.getString(1)).isEqualTo("15s");
                } finally {
                    opened.close();
                }
            }
        }

        @Test
        void a_server_that_acknowledges_early_is_refused() throws IOException {
            try (var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "off")
                    .start()) {
                var tables = new ControlTables(DatabaseFamily.POSTGRESQL, server.getPostgresDatabase());

                assertThatThrownBy(tables::migrate)
                        .hasMessageStartingWith("PostgreSQL runs with synchronous_commit = off");
            }
        }
    }

    private static DataSource h2(Path directory) {
        var source = new JdbcDataSource();
        source.setUrl(DatabaseFamily.H2.completed(new JdbcUrl("jdbc:h2:file:" + directory.resolve("log"))));
        source.setUser("sa");
        return source;
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(DataSource source, String query) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
