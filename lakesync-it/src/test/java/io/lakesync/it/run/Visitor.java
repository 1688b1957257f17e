package io.lakesync.it.run;

import io.lakesync.api.delta.ColumnValue;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.delta.DeltaOp;
import io.lakesync.api.delta.JsonValue;
import io.lakesync.api.delta.RowKey;
import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.Capability;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.api.gateway.PushRequest;
import io.lakesync.api.hlc.Hlc;
import io.lakesync.client.HttpAdministration;
import io.lakesync.client.HttpGateway;
import io.lakesync.client.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Who uses a gateway of the server that was started. */
record Visitor(URI server, String secret, GatewayId gateway) {
    private static final Set<Capability> CAPABILITIES = Set.of(Capability.CURSOR, Capability.UPSERT);
    private static final int LIMIT = 100;

    Visitor(Run run, String secret, String gateway) {
        this(run.address(), secret, new GatewayId(gateway));
    }

    void push(String rowId) {
        var columns = List.of(new ColumnValue("title", new JsonValue("\"milk\"")));
        var stamp = Hlc.of(Instant.now().toEpochMilli(), 0);
        var delta = new Delta(DeltaOp.INSERT, new RowKey("todos", rowId), "ann", columns, stamp, "");
        try (var door = new HttpGateway(server, tokens()::of)) {
            door.push(caller("client"), new PushRequest(gateway, "ann", List.of(delta), CAPABILITIES));
        }
    }

    List<String> pulled() {
        var everything = new PullRequest(gateway, "ann", Cursor.BEGINNING, LIMIT, Optional.empty(), CAPABILITIES);
        try (var door = new HttpGateway(server, tokens()::of)) {
            return door.pull(caller("client"), everything).deltas().stream()
                    .map(delta -> delta.row().rowId())
                    .toList();
        }
    }

    void guard() {
        administration().save(gateway, GatewayMode.RULES);
    }

    /** As the list of gateways has it; "" for one that is not there. */
    String mode() {
        var mode = Pattern.compile("\"id\":\"" + Pattern.quote(gateway.value()) + "\",\"mode\":\"(\\w+)\"")
                .matcher(administration().gateways());
        return mode.find() ? mode.group(1) : "";
    }

    private HttpAdministration administration() {
        return new HttpAdministration(server, caller(Caller.ADMIN), tokens()::of);
    }

    private Caller caller(String role) {
        return new Caller("ann", gateway.value(), Set.of(role), Map.of("sub", List.of("ann")), Instant.MAX);
    }

    private Tokens tokens() {
        return new Tokens(secret, Duration.ofHours(1), InstantSource.system());
    }
}
