package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.ProtobufCodec;
import io.lakesync.api.delta.Delta;
import io.lakesync.api.gateway.Cursor;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.PullRequest;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.wire.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A subscriber from the beginning of a gateway on, who takes down what it is sent. */
record Listener(WebSocketClient socket) implements AutoCloseable {
    private static final String CLIENT = "listener";

    static Listener at(DeployedServer server, String gateway) throws Exception {
        var address = "/sync/%s/ws?token=%s&capabilities=upsert,reject,cursor"
                .formatted(gateway, server.token(CLIENT, gateway));
        var socket = WebSocketClient.open(server.webSocketUri(address));
        socket.send(ProtobufCodec.writePull(
                new PullRequest(new GatewayId(gateway), CLIENT, Cursor.BEGINNING, 100, Optional.empty(), Set.of())));
        assertThat(socket.next(false).deltas()).isEmpty();
        return new Listener(socket);
    }

    /** Reads on until the last of these has come: all came once and in order. The row that everybody writes is left out. */
    void requireHeard(List<String> log) throws InterruptedException {
        var heard = new ArrayList<String>();
        while (!heard.contains(log.get(log.size() - 1))) {
            socket.next(true).deltas().stream()
                    .filter(delta -> !delta.row().equals(Push.SHARED))
                    .map(Delta::deltaId)
                    .forEach(heard::add);
        }
        assertThat(heard).isEqualTo(log);
    }

    @Override
    public void close() {
        socket.close();
    }
}
