package io.lakesync.server.settings;

import io.lakesync.api.settings.InvalidSettingsException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.sql.DataSource;

/**
 * Checks the settings and brings the database to this version before anything else uses it: whatever starts by itself
 * depends on this bean. A fault stops the deployment with one line that says what to do.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {
    private static final Logger LOG = System.getLogger(Migrations.class.getName());

    @Resource(lookup = Databases.LOG)
    private DataSource source;

    @PostConstruct
    void migrate() {
        try {
            var settings = ConfiguredSettings.read();
            var family = DatabaseFamily.of(settings.database().url());
            var database = new ControlTables(family, source).migrate();
            LOG.log(Level.INFO, "LakeSync uses {0}: {1}", settings.database().url(), database);
        } catch (InvalidSettingsException | IllegalStateException e) {
            throw Refusal.logged(e);
        }
    }
}
