package io.lakesync.api.planted;

import com.google.protobuf.ByteString;
import io.lakesync.server.push.planted.AStage;
import java.sql.Connection;

/** Breaks: the vocabulary knows nobody, is plain Java, has no format. */
public class KnowsTheServer {
    AStage stage;
    Connection connection;
    ByteString bytes;
}
