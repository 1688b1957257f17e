package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that share no secret with anybody: an issuer publishes its keys where MicroProfile names the place. */
class PublishedKeysIT {
    private static final String GATEWAY = "issued";

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void who_bears_a_token_of_a_published_key_is_served_and_nobody_else_also_after_the_keys_were_rotated(
            ServerKind kind) throws Exception {
        var old = Issuer.Key.rsa("old");
        var next = Issuer.Key.ec("next");
        try (var issuer = Issuer.start()) {
            issuer.publish(old);
            var settings = Map.of("LAKESYNC_JWT_SECRET", "", "MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer.location());
            try (var own = OwnServer.start(kind, Database.H2, settings)) {
                var server = own.server();
                var created =
                        edge(server, old, "admin").send("PUT", "/v1/admin/gateways/" + GATEWAY, "{\"mode\":\"open\"}");
                assertThat(created.status()).as(created.body()).isEqualTo(200);
                requireServed(server, old);
                requireRefused(server, Issuer.Key.rsa("old"));

                issuer.publish(old, next);

                requireServed(server, next);
                requireServed(server, old);
                requireRefused(server, Issuer.Key.ec("next"));
            }
        }
    }

    private static void requireServed(DeployedServer server, Issuer.Key key) throws Exception {
        var ann = edge(server, key, "client");
        assertThat(ann.push(Deltas.push("r1", key.kid())).status()).isEqualTo(200);
        assertThat(ann.pull("1").body()).contains("\"rowId\":\"" + key.kid() + "\"");
        try (var socket = WebSocketClient.open(socket(ann))) {
            socket.send(ProtobufCodec.writePull(
                    new PullRequest(new GatewayId(GATEWAY), "ann", Cursor.BEGINNING, 100, Optional.empty(), Set.of())));
            assertThat(socket.next(false).deltas())
                    .extracting(delta -> delta.row().rowId())
                    .contains(key.kid());
        }
    }

    private static void requireRefused(DeployedServer server, Issuer.Key stranger) throws GeneralSecurityException {
        var ann = edge(server, stranger, "client");
        ann.pull("1").requireRefusal(401, "AUTH_ERROR", "another key of the same name");
        assertThatThrownBy(() -> WebSocketClient.open(socket(ann)).close())
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refusal -> assertThat(
                                refusal.getResponse().statusCode())
                        .isEqualTo(401));
    }

    private static Edge edge(DeployedServer server, Issuer.Key key, String role) throws GeneralSecurityException {
        return new Edge(
                server,
                GATEWAY,
                key.sign("{\"sub\":\"ann\",\"gw\":\"%s\",\"role\":\"%s\",\"exp\":%d}"
                        .formatted(GATEWAY, role, Instant.now().getEpochSecond() + 3600)));
    }

    private static URI socket(Edge edge) {
        return edge.server().webSocketUri("/v1/sync/" + GATEWAY + "/ws?token=" + edge.token());
    }
}
