package io.lakesync.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.settings.Settings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredDataSourceTest {
    @TempDir
    Path directory;

    @Test
    void each_purpose_has_its_own_database() throws SQLException {
        var settings = settings(Map.of("lakesync.db.url", url("log"), "lakesync.destination.url", url("tables")));

        assertThat(url("LOG", settings)).contains("/log");
        assertThat(url("DESTINATION", settings)).contains("/tables");
    }

    @Test
    void the_tables_lie_beside_the_log_when_nothing_is_said() throws SQLException {
        assertThat(url("DESTINATION", settings(Map.of("lakesync.db.url", url("log")))))
                .contains("/log");
    }

    @Test
    void credentials_come_from_the_settings_only() throws SQLException {
        var settings = settings(Map.of(
                "lakesync.db.url", url("log"), "lakesync.db.user", "ann", "lakesync.db.password", "secret of ann"));
        var source = new ConfiguredDataSource(() -> settings);

        var connection = source.getXAConnection("somebody", "else");
        try {
            assertThat(connection.getConnection().getMetaData().getUserName()).isEqualToIgnoringCase("ann");
        } finally {
            connection.close();
        }
    }

    private static String url(String purpose, Settings settings) throws SQLException {
        var source = new ConfiguredDataSource(() -> settings);
        source.setPurpose(purpose);
        var connection = source.getXAConnection();
        try {
            return connection.getConnection().getMetaData().getURL();
        } finally {
            connection.close();
        }
    }

    private String url(String name) {
        return "jdbc:h2:file:" + directory.resolve(name);
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.read(
                Set.of(),
                key -> key.equals("lakesync.demo") ? Optional.of("true") : Optional.ofNullable(values.get(key)));
    }
}
