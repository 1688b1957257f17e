package io.lakesync.server.materialise;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.codec.SchemaCodec;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.schema.TableSchema;
import io.lakesync.server.follower.Follower;
import io.lakesync.server.schema.SchemaSaved;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableFollowersTest {
    private static final GatewayId AIR = new GatewayId("air");

    private final Map<GatewayId, List<TableSchema>> registered = new HashMap<>();
    private final TableFollowers followers = new TableFollowers();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @BeforeEach
    void wire() {
        followers.steady = () -> now;
        followers.transactions = new TableTransactions() {
            @Override
            public Map<GatewayId, List<TableSchema>> tables() {
                return Map.copyOf(registered);
            }
        };
        assertThat(followers.present()).isEmpty();
        var todos = "{\"table\":\"todos\",\"columns\":[{\"name\":\"title\",\"type\":\"string\"}]}";
        registered.put(AIR, List.of(SchemaCodec.read(todos.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void a_table_that_was_just_registered_has_its_follower_at_once() {
        followers.hear(new SchemaSaved(AIR));

        assertThat(followers.present()).extracting(Follower::gateway).containsExactly(AIR);
    }

    @Test
    void a_table_that_another_node_registered_is_found_by_looking() {
        assertThat(followers.present()).isEmpty();

        now = now.plus(Duration.ofMillis(250));

        assertThat(followers.present()).hasSize(1);
    }
}
