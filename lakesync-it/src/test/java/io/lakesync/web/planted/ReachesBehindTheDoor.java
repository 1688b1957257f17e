package io.lakesync.web.planted;

import io.lakesync.server.push.planted.AStage;

/** Breaks: edges know the vocabulary only, nobody knows the server. */
public class ReachesBehindTheDoor {
    AStage stage;
}
