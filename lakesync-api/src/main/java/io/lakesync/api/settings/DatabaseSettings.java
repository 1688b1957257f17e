package io.lakesync.api.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/** How to reach a database. */
public record DatabaseSettings(JdbcUrl url, Optional<String> user, Optional<Secret> password) {
    static final Setting<JdbcUrl> URL = new Setting<>(
            "lakesync.db.url", Form.JDBC, "jdbc:h2:file:./data/db/lakesync", "the database that holds the log");
    static final Setting<Optional<String>> USER =
            new Setting<>("lakesync.db.user", Form.TEXT.optional(), "", "user of the database");
    static final Setting<Optional<Secret>> PASSWORD =
            new Setting<>("lakesync.db.password", Form.SECRET.optional(), "", "password of the database");
    static final Setting<Optional<JdbcUrl>> DESTINATION_URL = new Setting<>(
            "lakesync.destination.url",
            Form.JDBC.optional(),
            "",
            "the database that holds the materialised tables; absent: the one that holds the log");
    static final Setting<Optional<String>> DESTINATION_USER =
            new Setting<>("lakesync.destination.user", Form.TEXT.optional(), "", "user of the destination");
    static final Setting<Optional<Secret>> DESTINATION_PASSWORD =
            new Setting<>("lakesync.destination.password", Form.SECRET.optional(), "", "password of the destination");

    public DatabaseSettings {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    static List<Setting<?>> catalogue() {
        return List.of(URL, USER, PASSWORD, DESTINATION_URL, DESTINATION_USER, DESTINATION_PASSWORD);
    }

    static DatabaseSettings read(Values values) {
        return new DatabaseSettings(values.of(URL), values.of(USER), values.of(PASSWORD));
    }

    static Optional<DatabaseSettings> readDestination(Values values) {
        var url = values.of(DESTINATION_URL);
        var user = values.of(DESTINATION_USER);
        var password = values.of(DESTINATION_PASSWORD);
        values.require(
                url.isPresent() || (user.isEmpty() && password.isEmpty()),
                "lakesync.destination.user and lakesync.destination.password need lakesync.destination.url");
        return url.map(present -> new DatabaseSettings(present, user, password));
    }
}
