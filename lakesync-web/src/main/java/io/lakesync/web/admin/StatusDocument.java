package io.lakesync.web.admin;

import io.lakesync.api.gateway.GatewayStatus;
import io.lakesync.api.gateway.GatewayStatus.FollowerStatus;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** How a gateway's status looks in JSON. */
final class StatusDocument {
    private StatusDocument() {}

    static JsonObjectBuilder of(GatewayStatus status) {
        var followers = Json.createArrayBuilder();
        status.followers().forEach(follower -> followers.add(of(follower)));
        return Json.createObjectBuilder()
                .add("id", status.id().value())
                .add("mode", status.mode().word())
                .add("head", status.head().toString())
                .add("rows", status.rows())
                .add("clients", status.clients())
                .add("quarantined", status.quarantined())
                .add("strangers", status.strangers())
                .add("rulesVersion", status.rulesVersion())
                .add("followers", followers);
    }

    private static JsonObjectBuilder of(FollowerStatus follower) {
        var document = Json.createObjectBuilder()
                .add("name", follower.name())
                .add("cursor", follower.cursor().toString());
        if (follower.lagMillis().isPresent()) {
            document.add("lagMillis", follower.lagMillis().getAsLong());
        } else {
            document.addNull("lagMillis");
        }
        return document.add("problem", follower.problem());
    }
}
