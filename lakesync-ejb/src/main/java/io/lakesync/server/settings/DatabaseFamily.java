package io.lakesync.server.settings;

import io.lakesync.api.settings.DatabaseSettings;
import io.lakesync.api.settings.JdbcUrl;
import io.lakesync.api.settings.Secret;
import io.lakesync.server.connection.LastingConnection;
import io.lakesync.server.connection.LastingConnection.Physical;
import io.lakesync.server.connection.OpenFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.XAConnection;
import org.h2.engine.Constants;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXAConnection;

/** The databases that may hold the log: how each is opened so that one SQL and one promise of durability hold. */
public enum DatabaseFamily {
    /** Embedded, in a file. */
    H2 {
        private final OpenFiles files = new OpenFiles();

        /**
         * WRITE_DELAY=0: without it a background writer decides when a commit reaches the disk. The three after it make
         * the SQL of PostgreSQL fit: lower-case names need no quotes, NULL sorts last. The pool closes the database when
         * it ends; a hook of H2's own would close it under running requests, but AUTO_SERVER insists on one.
         */
        @Override
        String completed(JdbcUrl url) {
            var defaults = Map.of(
                    "WRITE_DELAY", "0",
                    "MODE", "PostgreSQL",
                    "DATABASE_TO_LOWER", "TRUE",
                    "DEFAULT_NULL_ORDERING", "HIGH",
                    "DB_CLOSE_ON_EXIT", isShared(url) ? "TRUE" : "FALSE");
            return UrlDefaults.add(url.value(), defaults, ";", ";");
        }

        private boolean isShared(JdbcUrl url) {
            return url.value().toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
        }

        @Override
        XAConnection open(DatabaseSettings settings) throws SQLException {
            var source = new JdbcDataSource();
            source.setUrl(completed(settings.url()));
            source.setUser(settings.user().orElse("sa"));
            source.setPassword(settings.password().map(Secret::value).orElse(""));
            return new LastingConnection(() -> {
                var connection = files.connect(source);
                return new Physical(connection::hasFailed, connection);
            });
        }

        /** The rest is in its URL. Servers bring an H2 of their own, and there are versions that may spoil their file. */
        @Override
        void requireDurable(Connection connection) throws SQLException {
            var loaded = connection.getMetaData().getDriverVersion();
            if (!loaded.equals(Constants.FULL_VERSION)) {
                throw new IllegalStateException(
                        "the server puts its own H2 %s before H2 %s, which LakeSync brings and which alone is known to keep its file whole: let it load the EAR's libraries first"
                                .formatted(loaded, Constants.FULL_VERSION));
            }
        }
    },

    /** A server, shared by any number of nodes. */
    POSTGRESQL {
        /**
         * JSON travels as text and binds to jsonb. A dead server must not hold a request thread for ever, and a node that
         * is frozen in the middle of a transaction must not hold the head of a gateway against the other nodes.
         */
        @Override
        String completed(JdbcUrl url) {
            var seconds = String.valueOf(LOGIN_TIMEOUT_SECONDS);
            var defaults = Map.of(
                    "options", "-c%20idle_in_transaction_session_timeout=15s",
                    "stringtype", "unspecified",
                    "reWriteBatchedInserts", "true",
                    "connectTimeout", seconds,
                    "loginTimeout", seconds,
                    "socketTimeout", "60",
                    "tcpKeepAlive", "true",
                    "ApplicationName", "lakesync");
            return UrlDefaults.add(url.value(), defaults, "?", "&");
        }

        @Override
        XAConnection open(DatabaseSettings settings) throws SQLException {
            var source = new PGSimpleDataSource();
            source.setUrl(completed(settings.url()));
            settings.user().ifPresent(source::setUser);
            settings.password().map(Secret::value).ifPresent(source::setPassword);
            return new LastingConnection(() -> {
                var socket = source.getConnection();
                return new Physical(socket::isClosed, new PGXAConnection(socket.unwrap(BaseConnection.class)));
            });
        }

        @Override
        void requireDurable(Connection connection) throws SQLException {
            requireNotOff(connection, "fsync", "SHOW fsync");
            requireNotOff(connection, "synchronous_commit", "SHOW synchronous_commit");
        }
    };

    static final int LOGIN_TIMEOUT_SECONDS = 10;

    public static DatabaseFamily of(JdbcUrl url) {
        return url.value().startsWith("jdbc:h2:") ? H2 : POSTGRESQL;
    }

    /** The URL with everything added that the operator left open. */
    abstract String completed(JdbcUrl url);

    abstract XAConnection open(DatabaseSettings settings) throws SQLException;

    /** @throws IllegalStateException when an acknowledged commit could be lost */
    abstract void requireDurable(Connection connection) throws SQLException;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void requireNotOff(Connection connection, String setting, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            if (rows.getString(1).equals("off")) {
                throw new IllegalStateException(
                        "PostgreSQL runs with %s = off: an acknowledged push could be lost; switch it on"
                                .formatted(setting));
            }
        }
    }
}
