package io.lakesync.server.push;

import io.lakesync.server.settings.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PushGroupsOnH2Test extends PushGroupsContract {
    @TempDir
    Path directory;

    @Override
    FreshDatabase open() {
        return FreshDatabase.h2(directory);
    }
}
