package io.lakesync.server.log;

import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.log.StoredRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What differs between the databases that hold the log. */
interface LogDialect {
    /** Reads rows by key in bulk; rows that were never written are missing. */
    Map<RowKey, StoredRow> rows(Connection connection, GatewayId gateway, Collection<RowKey> keys) throws SQLException;

    /** Inserts or replaces rows in bulk. */
    void write(Connection connection, GatewayId gateway, List<StoredRow> rows) throws SQLException;

    /** The database's clock in milliseconds since 1970, as an SQL expression. */
    String clockMillis();

    static LogDialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                ? new PostgresLogDialect()
                : new H2LogDialect();
    }
}
