package io.lakesync.server.materialise;

import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** A database of its own in memory, kept while the JVM lives; it speaks as the product's does. */
public final class H2Memory {
    private H2Memory() {}

    public static JdbcDataSource open() {
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE".formatted(UUID.randomUUID()));
        return database;
    }
}
