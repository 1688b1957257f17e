package io.lakesync.server.wakeup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * LISTEN and NOTIFY over a connection of its own, outside of the pool. The notification is no part of the push's
 * transaction: PostgreSQL lets transactions that notify commit only one after the other.
 */
final class PostgresChannel implements Channel {
    private static final Logger LOG = Logger.getLogger(PostgresChannel.class.getName());
    private static final String NAME = "lakesync_log";
    private static final String TELL = "SELECT pg_notify('%s', m) FROM unnest(?::varchar[]) m".formatted(NAME);

    private final XADataSource database;
    private Optional<Open> open = Optional.empty();

    PostgresChannel(XADataSource database) {
        this.database = database;
    }

    @Override
    public void tell(Collection<Growth> growths) throws SQLException {
        var connection = connection();
        var messages = growths.stream().map(Growth::message).toArray();
        try (var tell = connection.prepareStatement(TELL)) {
            tell.setArray(1, connection.createArrayOf("varchar", messages));
            tell.execute();
        }
    }

    @Override
    public List<Growth> heard() throws SQLException {
        var arrived = connection().unwrap(PGConnection.class).getNotifications();
        return Stream.ofNullable(arrived)
                .flatMap(Stream::of)
                .map(PGNotification::getParameter)
                .flatMap(message -> Growth.parse(message).stream())
                .toList();
    }

    @Override
    public void close() {
        open.ifPresent(Open::end);
        open = Optional.empty();
    }

    private Connection connection() throws SQLException {
        if (open.isEmpty()) {
            var physical = database.getXAConnection();
            open = Optional.of(new Open(physical, physical.getConnection()));
            try (var listen = open.get().connection().createStatement()) {
                listen.execute("LISTEN " + NAME);
            }
        }
        return open.get().connection();
    }

    private record Open(XAConnection physical, Connection connection) {
        void end() {
            try {
                physical.close();
            } catch (SQLException gone) {
                LOG.log(Level.FINE, "the channel had ended already", gone);
            }
        }
    }
}
