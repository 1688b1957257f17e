package io.lakesync.server.webhook;

import io.lakesync.server.settings.FreshDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookOnPostgresTest extends WebhookContract {
    private final AtomicInteger databases = new AtomicInteger();
    private EmbeddedPostgres server;

    @BeforeAll
    void startServer() throws IOException {
        server = FreshDatabase.server();
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    @Override
    FreshDatabase open() throws SQLException {
        return FreshDatabase.on(server, "webhook_" + databases.incrementAndGet());
    }
}
