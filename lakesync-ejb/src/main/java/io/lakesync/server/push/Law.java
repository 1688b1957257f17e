package io.lakesync.server.push;

import io.lakesync.api.gateway.GatewayId;
import io.lakesync.engine.push.PushTerms;
import io.lakesync.server.log.Head;

/** What pushes to a gateway are judged by at one head. */
@FunctionalInterface
interface Law {
    PushTerms at(GatewayId gateway, Head head);
}
