package io.lakesync.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;

class RefusedChangesIT {
    /** What WildFly says when it destroys a connection that a roll-back found in use. */
    private static final String DESTROYED = "IJ000315";

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void a_refusal_costs_the_pool_no_connection(DeployedServer server) throws InterruptedException {
        var edge = Edge.onNewGateway(server);
        var admin = edge.asAdministrator();
        var schema = "/v1/admin/schema/" + edge.gateway();
        QuarantineIT.register(edge, "title", "note");
        int before = new ServerLog(server).untilNow().length();

        for (int i = 0; i < 3; i++) {
            admin.post(schema, "{\"table\":\"todos\",\"columns\":[]}")
                    .requireRefusal(400, "SCHEMA_ERROR", "a lost column");
            admin.send("PUT", schema + "/base", "{\"table\":\"todos\",\"version\":9}")
                    .requireRefusal(400, "SCHEMA_ERROR", "a base that is not there");
            edge.asOperator()
                    .post("/v1/admin/quarantine/nowhere/replay", "{\"keys\":[\"k\"]}")
                    .requireRefusal(404, "NOT_FOUND", "a gateway that is not there");
            edge.asOperator()
                    .get("/v1/admin/quarantine/nowhere")
                    .requireRefusal(404, "NOT_FOUND", "a quarantine that is not there");
        }

        assertThat(new ServerLog(server).untilNow().substring(before)).doesNotContain(DESTROYED);
    }
}
