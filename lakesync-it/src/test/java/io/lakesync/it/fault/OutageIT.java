package io.lakesync.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.it.server.Database;
import io.lakesync.it.server.DeployedServer;
import io.lakesync.it.server.OwnServer;
import io.lakesync.it.server.ServerKind;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutageIT {
    /** Far above the second that it takes on a quiet machine, and below what a provider spends on trying again. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(4);

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @MethodSource("io.lakesync.it.server.ServerKind#wanted")
    void a_database_that_is_away_is_told_at_once(ServerKind kind) throws IOException, InterruptedException {
        try (var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                var own = OwnServer.start(kind, Database.H2, access(postgres))) {
            assertThat(list(own.server()).statusCode()).isEqualTo(200);
            stop(postgres);

            for (int i = 0; i < 5; i++) {
                long start = System.nanoTime();
                var answer = list(own.server());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.body()).contains("UNAVAILABLE");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWER_MAX);
            }
        }
    }

    private static void stop(EmbeddedPostgres postgres) throws IOException {
        postgres.close();
    }

    private static Map<String, String> access(EmbeddedPostgres postgres) {
        return Map.of(
                "LAKESYNC_DB_URL", "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.getPort()),
                "LAKESYNC_DB_USER", "postgres",
                "LAKESYNC_DB_PASSWORD", "postgres");
    }

    private HttpResponse<String> list(DeployedServer server) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.uri("/v1/admin/gateways"))
                .header("Authorization", "Bearer " + server.token("root", "*", "admin"))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
