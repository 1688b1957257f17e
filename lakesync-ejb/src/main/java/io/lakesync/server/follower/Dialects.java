package io.lakesync.server.follower;

import io.lakesync.api.failure.SyncException;
import io.lakesync.api.failure.SyncFailure;
import io.lakesync.engine.materialise.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;

/** The SQL dialects that the server knows. Safe for use by many threads. */
public record Dialects(List<SqlDialect> all) {
    public Dialects {
        all = List.copyOf(all);
    }

    /** Those that are deployed beside this class, whoever's thread asks. */
    public static Dialects load() {
        var found = ServiceLoader.load(SqlDialect.class, Dialects.class.getClassLoader());
        return new Dialects(
                found.stream().<SqlDialect>map(ServiceLoader.Provider::get).toList());
    }

    /**
     * The dialect of the product that is connected to.
     *
     * @throws SyncException ADAPTER_ERROR when there is none
     */
    public SqlDialect of(Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName();
        return all.stream()
                .filter(dialect -> dialect.speaks(product))
                .findFirst()
                .orElseThrow(() ->
                        new SyncException(SyncFailure.ADAPTER_ERROR, "no dialect is known for %s".formatted(product)));
    }

    /** Carries out definitions, in their order. */
    public static void define(Connection connection, List<String> definitions) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var definition : definitions) {
                statement.execute(definition);
            }
        }
    }
}
