package io.lakesync.server.push;

import io.lakesync.api.codec.DeltaIds;
import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.engine.push.GroupMember;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pushes of small todos to the gateway "air". */
final class ScenePush {
    static final GatewayId AIR = new GatewayId("air");

    private ScenePush() {}

    /** Of a client that wants bad deltas refused. */
    static GroupMember push(Delta... deltas) {
        var subject = deltas[0].clientId();
        var caller = new Caller(subject, "air", Set.of("client"), Map.of("sub", List.of(subject)), Instant.MAX);
        return new GroupMember(caller, new PushRequest(AIR, subject, List.of(deltas), Set.of(Capability.REJECT)));
    }

    static Waiting waiting(GroupMember member) {
        return new Waiting(member, Timer.start(new SimpleMeterRegistry()));
    }

    static Delta title(String client, long hlc, String rowId, String text) {
        return delta(client, hlc, rowId, "title", "\"%s\"".formatted(text));
    }

    static Delta delta(String client, long hlc, String rowId, String column, String json) {
        var columns = List.of(new ColumnValue(column, new JsonValue(json)));
        var delta = new Delta(DeltaOp.UPDATE, new RowKey("todos", rowId), client, columns, new Hlc(hlc), "");
        return delta.withDeltaId(DeltaIds.of(delta));
    }
}
