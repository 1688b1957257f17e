package io.lakesync.server.settings;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Stateless;

/** Declares the product's own data sources, so that the server needs no setting of its own. */
@DataSourceDefinition(
        name = Databases.LOG,
        className = "io.lakesync.server.settings.ConfiguredDataSource",
        properties = "purpose=LOG",
        minPoolSize = 0,
        initialPoolSize = 0,
        maxPoolSize = 32,
        maxIdleTime = 300)
@DataSourceDefinition(
        name = Databases.DESTINATION,
        className = "io.lakesync.server.settings.ConfiguredDataSource",
        properties = "purpose=DESTINATION",
        minPoolSize = 0,
        initialPoolSize = 0,
        maxPoolSize = 8,
        maxIdleTime = 300)
@Stateless
public class Databases {
    /** The log and the control data. */
    public static final String LOG = "java:app/jdbc/lakesync";

    /** The materialised tables. */
    public static final String DESTINATION = "java:app/jdbc/lakesync-destination";
}
