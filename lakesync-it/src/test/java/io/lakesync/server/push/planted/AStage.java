package io.lakesync.server.push.planted;

import io.lakesync.server.broadcast.planted.Hearing;
import io.lakesync.server.log.planted.KnowsWhoPushes;
import io.lakesync.server.materialise.planted.Table;

/** Breaks: push knows neither broadcast nor destinations; stages have no cycles. */
public class AStage {
    Hearing hearing;
    Table table;
    KnowsWhoPushes log;
}
