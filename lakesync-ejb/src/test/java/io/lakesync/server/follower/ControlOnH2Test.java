package io.lakesync.server.follower;

import io.lakesync.server.settings.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ControlOnH2Test extends ControlContract {
    @TempDir
    Path directory;

    @Override
    FreshDatabase open() {
        return FreshDatabase.h2(directory);
    }
}
