package io.lakesync.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OnBothServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class HealthIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @OnBothServers(databases = {Database.H2, Database.POSTGRESQL})
    void the_deployed_ear_says_that_it_is_up(DeployedServer server) throws IOException, InterruptedException {
        var response =
                http.send(HttpRequest.newBuilder(server.uri("/health")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
    }
}
