package io.lakesync.it.wire;

import io.lakesync.it.materialise.Patience;
import io.lakesync.it.server.DeployedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** What a server writes into its log, which may be a little later than it answers. */
record ServerLog(DeployedServer server) {

    /** A refusal that is logged under its request's id. */
    static Answer refuse(Edge edge, String requestId) {
        edge.asOperator().send("PUT", "/v1/admin/gateways/" + edge.gateway(), "{\"mode\":\"rules\"}");
        return edge.send(
                "POST",
                "/v1/sync/" + edge.gateway() + "/push",
                BodyPublishers.ofString(Deltas.push("r1", "r1")),
                "X-Request-Id",
                requestId);
    }

    void await(String text) throws InterruptedException {
        Patience.until(() -> text().contains(text), () -> "no " + text + " in the log");
    }

    /** All that the server wrote of the requests it has answered. */
    String untilNow() throws InterruptedException {
        var edge = Edge.onNewGateway(server);
        var mark = "mark-" + edge.gateway();
        refuse(edge, mark);
        await(mark);
        return text();
    }

    private String text() {
        try {
            return Files.readString(server.log(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
