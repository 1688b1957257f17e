package io.lakesync.server.broadcast.planted;

import io.lakesync.server.push.planted.AStage;

/** Breaks: push is reached through the door. */
public class Hearing {
    AStage stage;
}
