package io.lakesync.server.log;

import io.lakesync.server.settings.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TrimOnH2Test extends TrimContract {
    @TempDir
    Path directory;

    @Override
    FreshDatabase open() {
        return FreshDatabase.h2(directory);
    }
}
