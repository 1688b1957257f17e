package io.lakesync.server.log.planted;

import io.lakesync.server.push.planted.AStage;

/** Breaks: the log knows no stage. */
public class KnowsWhoPushes {
    AStage stage;
}
