package io.lakesync.server.settings;

import io.lakesync.api.settings.Settings;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.XAConnection;

/** Connections to an H2 file as the containers' pools have them. */
final class PooledH2 {

    private PooledH2() {}

    /** To a file with a table {@code t} that has one column {@code a}. */
    static XAConnection open(String url) throws SQLException {
        var values = Map.of("lakesync.demo", "true", "lakesync.db.url", url);
        var settings = Settings.read(Set.of(), key -> Optional.ofNullable(values.get(key)));
        var connection = new ConfiguredDataSource(() -> settings).getXAConnection();
        try (var handle = connection.getConnection();
                var statement = handle.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS t (a INT)");
        }
        return connection;
    }
}
