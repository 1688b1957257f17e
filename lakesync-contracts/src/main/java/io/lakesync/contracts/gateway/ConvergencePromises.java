package io.lakesync.contracts.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakesync.api.gateway.GatewayMode;
import io.lakesync.contracts.GatewayFixture;
import io.lakesync.contracts.replica.World;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

abstract class ConvergencePromises {
    private static final int STEPS = 50;

    @RegisterExtension
    final Scene scene;

    ConvergencePromises(Supplier<GatewayFixture> open) {
        this.scene = new Scene(open);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void capable_and_existing_clients_end_with_all_that_arrived(long seed) {
        var gateway = scene.freshGateway(GatewayMode.OPEN);
        scene.fixture().saveSchema(gateway, World.SCHEMA);
        var world = new World(seed, scene.fixture().gateway(), gateway);

        world.live(STEPS);
        world.settle();

        for (var device : world.devices()) {
            assertThat(World.rows(device)).as(device.name()).isEqualTo(world.arrived());
        }
    }
}
