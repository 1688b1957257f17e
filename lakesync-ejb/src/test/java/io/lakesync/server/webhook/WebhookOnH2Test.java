package io.lakesync.server.webhook;

import io.lakesync.server.settings.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class WebhookOnH2Test extends WebhookContract {
    @TempDir
    Path directory;

    @Override
    FreshDatabase open() {
        return FreshDatabase.h2(directory);
    }
}
