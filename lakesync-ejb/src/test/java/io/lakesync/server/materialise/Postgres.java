package io.lakesync.server.materialise;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;

/** One real PostgreSQL for all tests of a JVM; every test has schemas of its own. */
public final class Postgres {
    private static final Postgres SHARED = new Postgres();

    private final EmbeddedPostgres server;

    private Postgres() {
        try {
            server = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DataSource open() {
        return SHARED.server.getPostgresDatabase();
    }
}
