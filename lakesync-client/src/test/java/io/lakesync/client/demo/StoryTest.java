package io.lakesync.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.Caller;
import io.lakesync.api.gateway.GatewayId;
import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.contracts.LocalFixture;
import io.lakesync.contracts.LocalGateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final GatewayId GATEWAY = new GatewayId("airports");

    private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
    /** Time passes whenever somebody looks. */
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.incrementAndGet());

    private final LocalFixture server = new LocalFixture(new LocalGateway(clock), clock);
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void register() {
        server.save(GATEWAY, GatewayMode.OPEN);
        server.saveSchema(GATEWAY, Airports.SCHEMA);
    }

    @Test
    void both_replicas_end_equal() {
        var ann = person("ann");
        var ben = person("ben");

        new Story(ann, ben, "first", said::add).tell();

        assertThat(ann.replica().rows()).isEqualTo(ben.replica().rows()).hasSize(3366);
        assertThat(server.quarantined(GATEWAY)).isZero();
    }

    @Test
    void told_again_on_the_same_data_it_ends_equal_again() {
        new Story(person("ann"), person("ben"), "first", said::add).tell();
        var ann = person("ann");
        var ben = person("ben");

        new Story(ann, ben, "second", said::add).tell();

        assertThat(said).contains("3366 of 3376 airports are here already");
        assertThat(ann.replica().rows()).isEqualTo(ben.replica().rows()).hasSize(3366);
    }

    private Person person(String name) {
        var caller = new Caller(name, GATEWAY.value(), Set.of("client"), Map.of("sub", List.of(name)), Instant.MAX);
        return new Person(server.gateway(), caller, GATEWAY, clock);
    }
}
