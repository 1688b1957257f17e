package io.lakesync.server.settings;

import io.lakesync.api.settings.DatabaseSettings;
import io.lakesync.api.settings.InvalidSettingsException;
import io.lakesync.api.settings.Settings;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;

/**
 * The database that the settings name, opened so that a commit is durable. The container creates, pools and enlists it,
 * so an operator sets a URL and nothing in the server.
 */
public final class ConfiguredDataSource implements XADataSource {
    private final Supplier<Settings> settings;
    private Purpose purpose = Purpose.LOG;

    /** For the container, which sets the properties of the definition. */
    public ConfiguredDataSource() {
        this(ConfiguredSettings::read);
    }

    ConfiguredDataSource(Supplier<Settings> settings) {
        this.settings = settings;
    }

    /** @param name of a {@link Purpose} */
    public void setPurpose(String name) {
        purpose = Purpose.valueOf(name);
    }

    public String getPurpose() {
        return purpose.name();
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        var database = purpose.select(read());
        return DatabaseFamily.of(database.url()).open(database);
    }

    /** Payara opens a connection before any bean runs: settings that are wrong are first noticed here. */
    private Settings read() {
        try {
            return settings.get();
        } catch (InvalidSettingsException e) {
            throw Refusal.logged(e);
        }
    }

    /** The settings hold the credentials; what the container has is ignored. */
    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return getXAConnection();
    }

    @Override
    public int getLoginTimeout() {
        return DatabaseFamily.LOGIN_TIMEOUT_SECONDS;
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("the login time-out is fixed");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException("no log writer");
    }

    /** Ignored: some containers always set one, and what goes wrong is thrown. */
    @Override
    public void setLogWriter(PrintWriter out) {
        // drivers log through java.util.logging
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.lakesync.server.settings");
    }

    /** Which of the databases is meant. */
    public enum Purpose {
        /** The log and the control data. */
        LOG {
            @Override
            DatabaseSettings select(Settings settings) {
                return settings.database();
            }
        },
        /** The materialised tables. */
        DESTINATION {
            @Override
            DatabaseSettings select(Settings settings) {
                return settings.destination().orElse(settings.database());
            }
        };

        abstract DatabaseSettings select(Settings settings);
    }
}
