package io.lakesync.server.settings;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables of the log and of the control data, in the SQL schema "lakesync". */
record ControlTables(DatabaseFamily family, DataSource source) {
    private static final String SCHEMA = "lakesync";

    /**
     * Brings the tables to this version of the product.
     *
     * @return name and version of the database that runs
     * @throws IllegalStateException with one clear sentence when the database is not durable, not ours, or newer
     */
    String migrate() {
        var database = durable();
        var flyway = Flyway.configure(ControlTables.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:io/lakesync/server/migration/" + family.word())
                .schemas(SCHEMA)
                .table("migration")
                .load();
        try {
            requireNotNewer(flyway);
            flyway.migrate();
            return database;
        } catch (FlywayException e) {
            throw new IllegalStateException(sentence(e), e);
        }
    }

    private String durable() {
        try (var connection = source.getConnection()) {
            family.requireDurable(connection);
            var database = connection.getMetaData();
            return "%s %s".formatted(database.getDatabaseProductName(), database.getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached: " + rootMessage(e), e);
        }
    }

    private static void requireNotNewer(Flyway flyway) {
        var foreign = Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(version -> version != null)
                .map(Object::toString)
                .toList();
        if (!foreign.isEmpty()) {
            throw new IllegalStateException(
                    "the database holds tables of a newer LakeSync (schema version %s): deploy that one or a newer one"
                            .formatted(foreign.get(foreign.size() - 1)));
        }
    }

    private static String sentence(FlywayException e) {
        return e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
                ? "the SQL schema \"%s\" holds tables that LakeSync did not create: give it a database of its own"
                        .formatted(SCHEMA)
                : "the database cannot be migrated: " + rootMessage(e);
    }

    /** The driver's own words: wrapped ones are many lines long. */
    private static String rootMessage(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
