package io.lakesync.engine.planted;

import io.lakesync.server.push.planted.AStage;
import java.nio.file.Path;
import java.time.Instant;

/** Breaks: the engine is pure, knows the vocabulary only, is given its time, has no mutable statics. */
public class DoesInputAndOutput {
    static Instant last;
    AStage stage;
    Path path;

    Instant now() {
        return Instant.now();
    }
}
