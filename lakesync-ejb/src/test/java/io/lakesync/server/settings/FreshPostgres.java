package io.lakesync.server.settings;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for the tests of one class, with as many fresh databases as they open. */
public final class FreshPostgres implements BeforeAllCallback, AfterAllCallback {
    private final AtomicInteger databases = new AtomicInteger();
    private Optional<EmbeddedPostgres> server = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = Optional.of(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server().close();
    }

    public EmbeddedPostgres server() {
        return server.orElseThrow();
    }

    public FreshDatabase open() throws SQLException {
        return FreshDatabase.on(server(), "fresh_" + databases.incrementAndGet());
    }
}
