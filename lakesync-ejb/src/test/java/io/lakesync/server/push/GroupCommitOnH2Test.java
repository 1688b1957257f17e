package io.lakesync.server.push;

import io.lakesync.server.settings.FreshDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitOnH2Test extends GroupCommitContract {
    @TempDir
    Path directory;

    @Override
    FreshDatabase open() {
        return FreshDatabase.h2(directory);
    }
}
